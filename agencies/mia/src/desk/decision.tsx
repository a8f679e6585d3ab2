import type { ApplicationDetail, Translator } from '@hukumat/contract/plugin';
import { type FormEvent, useState } from 'react';
import { criminalRecordCertificate } from '../services/criminal-record-certificate.ts';
import { tintedWindowsPermit } from '../services/tinted-windows-permit.ts';

type Choice = 'approve' | 'send-back' | 'reject';
type DecisionMade = { approve: true; note?: string } | { approve: false; reason: string; note?: string };

const SERVICES = [criminalRecordCertificate, tintedWindowsPermit];

interface Props {
  detail: ApplicationDetail;
  busy: boolean;
  text: Translator;
  onClaim(): void;
  onSendBack(what: { fields: string[]; message: string }): void;
  onDecide(decision: DecisionMade): void;
}

/** What an officer can do with a case in its present state. */
export function Decision({ detail, busy, text: t, onClaim, onSendBack, onDecide }: Props) {
  const [choice, setChoice] = useState<Choice>();
  const [error, setError] = useState<string>();
  const refusals = SERVICES.find(({ id }) => id === detail.service)?.workflow.refusals ?? [];

  if (detail.state === 'submitted') {
    return (
      <section className="hk-card">
        <h3>{t('decision.title')}</h3>
        <p>{t('decision.claimFirst')}</p>
        <button type="button" className="hk-button" disabled={busy} onClick={onClaim}>
          {t('decision.claim')}
        </button>
      </section>
    );
  }
  if (detail.state !== 'in_review') return <p className="hk-notice hk-tone-info">{t(`decision.none.${detail.state}`)}</p>;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const message = String(form.get('message') ?? '').trim();
    if (choice === 'approve') onDecide({ approve: true, ...(message ? { note: message } : {}) });
    else if (choice === 'reject') {
      const reason = String(form.get('reason') ?? '');
      if (!reason) setError(t('decision.chooseReason'));
      else onDecide({ approve: false, reason, ...(message ? { note: message } : {}) });
    } else if (choice === 'send-back') {
      const fields = form.getAll('field').map(String);
      if (fields.length === 0) setError(t('decision.chooseFields'));
      else if (!message) setError(t('decision.writeMessage'));
      else onSendBack({ fields, message });
    } else setError(t('decision.choose'));
  };

  return (
    <form className="hk-card mia-decision" onSubmit={submit} noValidate>
      <h3>{t('decision.title')}</h3>
      {error && (
        <p className="hk-field-error" role="alert">
          {error}
        </p>
      )}
      <fieldset className="hk-field">
        <legend className="hk-label">{t('decision.legend')}</legend>
        {(['approve', 'send-back', 'reject'] as const).map((one) => (
          <label key={one} className="hk-choice">
            <input
              type="radio"
              name="choice"
              value={one}
              checked={choice === one}
              onChange={() => {
                setChoice(one);
                setError(undefined);
              }}
            />{' '}
            {t(`decision.${one}`)}
          </label>
        ))}
      </fieldset>
      {choice === 'send-back' && (
        <fieldset className="hk-field">
          <legend className="hk-label">{t('decision.fields')}</legend>
          {detail.fields.map((field) => (
            <label key={field.name} className="hk-choice">
              <input type="checkbox" name="field" value={field.name} /> {field.label}
            </label>
          ))}
        </fieldset>
      )}
      {choice === 'reject' && (
        <fieldset className="hk-field">
          <legend className="hk-label">{t('decision.reason')}</legend>
          {refusals.map((refusal) => (
            <label key={refusal.code} className="hk-choice">
              <input type="radio" name="reason" value={refusal.code} /> {refusal.label[t.lang] ?? refusal.label.tg}
            </label>
          ))}
        </fieldset>
      )}
      {choice && (
        <label className="hk-field">
          <span className="hk-label">{t(choice === 'send-back' ? 'decision.message' : 'decision.note')}</span>
          <textarea name="message" rows={4} maxLength={2000} className="hk-input" />
        </label>
      )}
      <button type="submit" className="hk-button" disabled={busy}>
        {t(busy ? 'decision.sending' : 'decision.send')}
      </button>
    </form>
  );
}
