import type { Host } from '@hukumat/contract/plugin';
import { type FormEvent, useEffect, useState } from 'react';
import type { ReleaseSummary } from './registry-client.ts';
import { ReleaseTable } from './release-table.tsx';
import { useRegistry } from './use-registry.tsx';

/** What waits for a review, oldest first, and the way to any agency's history. */
export function ReleaseQueue({ host }: { host: Host }) {
  const { registry, problem, run } = useRegistry(host);
  const [pending, setPending] = useState<ReleaseSummary[]>();
  const t = host.text;

  useEffect(() => {
    if (!registry) return;
    let gone = false;
    void run(async () => {
      const found = await registry.pending();
      if (!gone) setPending(found);
    });
    return () => {
      gone = true;
    };
  }, [registry, run]);

  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const agency = String(new FormData(event.currentTarget).get('agency') ?? '').trim();
    if (agency) void host.go('history', { agency });
  };

  if (!registry) return <p className="hk-notice hk-tone-warning">{t('console.noAccess')}</p>;
  return (
    <div>
      {problem}
      {pending === undefined && !problem && <p aria-live="polite">{t('console.loading')}</p>}
      {pending?.length === 0 && (
        <div className="hk-empty">
          <p>{t('queue.empty')}</p>
        </div>
      )}
      {pending && pending.length > 0 && <ReleaseTable releases={pending} caption={t('queue.caption')} host={host} />}
      <form className="console-find" onSubmit={open}>
        <label className="hk-label" htmlFor="console-agency">
          {t('queue.find')}
        </label>
        <p className="hk-hint" id="console-agency-hint">
          {t('queue.findHint')}
        </p>
        <div className="console-find__row">
          <input
            className="hk-input"
            id="console-agency"
            name="agency"
            required
            pattern="[a-z][a-z0-9\-]*"
            autoComplete="off"
            aria-describedby="console-agency-hint"
          />
          <button type="submit" className="hk-button hk-button-second">
            {t('queue.open')}
          </button>
        </div>
      </form>
    </div>
  );
}
