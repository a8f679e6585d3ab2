import type { Host, View } from '@hukumat/contract/plugin';
import { useEffect, useState } from 'react';
import type { ReleaseSummary } from './registry-client.ts';
import { ReleaseTable } from './release-table.tsx';
import { useRegistry } from './use-registry.tsx';

/** Every release of one agency, newest first. */
export function History({ host, view }: { host: Host; view: View }) {
  const { registry, problem, run } = useRegistry(host);
  const [releases, setReleases] = useState<ReleaseSummary[]>();
  const agency = view.params.agency ?? '';
  const t = host.text;

  useEffect(() => {
    if (!registry) return;
    let gone = false;
    void run(async () => {
      const found = await registry.history(agency);
      if (!gone) setReleases(found);
    });
    return () => {
      gone = true;
    };
  }, [registry, agency, run]);

  if (!registry) return <p className="hk-notice hk-tone-warning">{t('console.noAccess')}</p>;
  return (
    <div>
      <p>
        <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('releases')}>
          {t('release.back')}
        </button>
      </p>
      <h2>{agency}</h2>
      {problem}
      {releases?.length === 0 && (
        <div className="hk-empty">
          <p>{t('history.empty')}</p>
        </div>
      )}
      {releases && releases.length > 0 && <ReleaseTable releases={releases} caption={t('history.caption', { agency })} host={host} />}
    </div>
  );
}
