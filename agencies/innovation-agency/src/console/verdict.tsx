import type { Host } from '@hukumat/contract/plugin';
import { useState } from 'react';
import type { ReleaseDetail } from './registry-client.ts';

interface Props {
  release: ReleaseDetail;
  busy: boolean;
  host: Host;
  onReview(verdict: 'approve' | 'reject', reason: string): void;
  onRollBack(reason: string): void;
}

/** The acts a release's state allows. A refusal and a rollback always say why. */
export function Verdict({ release, busy, host, onReview, onRollBack }: Props) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const t = host.text;
  const pending = release.state === 'pending';
  const returnable = release.state === 'superseded' || release.state === 'rolled-back';
  if (!pending && !returnable) return null;

  const withReason = (act: (why: string) => void) => () => {
    const why = reason.trim();
    if (!why) {
      setError(t('verdict.reasonNeeded'));
      return;
    }
    setError(undefined);
    act(why);
  };
  return (
    <form className="hk-card" onSubmit={(event) => event.preventDefault()}>
      <h3>{t('verdict.title')}</h3>
      <label className="hk-field">
        <span className="hk-label">{t(pending ? 'verdict.reason' : 'verdict.reasonRollback')}</span>
        {error && (
          <span className="hk-field-error" role="alert">
            {error}
          </span>
        )}
        <textarea className="hk-input" rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="console-actions">
        {pending ? (
          <>
            <button type="button" className="hk-button" disabled={busy} onClick={() => onReview('approve', reason.trim())}>
              {t('verdict.approve')}
            </button>
            <button
              type="button"
              className="hk-button hk-button-second"
              disabled={busy}
              onClick={withReason((why) => onReview('reject', why))}
            >
              {t('verdict.reject')}
            </button>
          </>
        ) : (
          <button type="button" className="hk-button" disabled={busy} onClick={withReason(onRollBack)}>
            {t('verdict.rollback', { version: release.version })}
          </button>
        )}
      </div>
    </form>
  );
}
