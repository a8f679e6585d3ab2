import { formatDateTime, formatNumber } from '@hukumat/contract/locale';
import type { Host, View } from '@hukumat/contract/plugin';
import { useCallback, useEffect, useState } from 'react';
import type { ReleaseDetail } from './registry-client.ts';
import { ReleaseState } from './release-table.tsx';
import { useRegistry } from './use-registry.tsx';
import { Verdict } from './verdict.tsx';

function Changes({ title, added, removed, host }: { title: string; added: string[]; removed: string[]; host: Host }) {
  const t = host.text;
  return (
    <section>
      <h3>{title}</h3>
      {added.length + removed.length === 0 ? (
        <p>{t('release.noChange')}</p>
      ) : (
        <ul className="console-diff">
          {added.map((name) => (
            <li key={`+${name}`} className="console-diff__added">
              <span>{t('release.added')}</span> <code>{name}</code>
            </li>
          ))}
          {removed.map((name) => (
            <li key={`-${name}`} className="console-diff__removed">
              <span>{t('release.removed')}</span> <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One release as its reviewer needs it: what it asks for, what was found, and what can be decided. */
export function Release({ host, view }: { host: Host; view: View }) {
  const { registry, problem, run } = useRegistry(host);
  const [release, setRelease] = useState<ReleaseDetail>();
  const [busy, setBusy] = useState(false);
  const { agency = '', version = '' } = view.params;
  const t = host.text;

  const load = useCallback(() => run(async () => setRelease(await registry?.release(agency, version))), [registry, agency, version, run]);
  useEffect(() => {
    void load();
  }, [load]);

  const decide = async (work: () => Promise<void>, done: string) => {
    if (busy) return;
    setBusy(true);
    if (await run(work)) {
      host.notify({ kind: 'success', text: t(done, { agency, version }) });
      await load();
    }
    setBusy(false);
  };

  if (!registry) return <p className="hk-notice hk-tone-warning">{t('console.noAccess')}</p>;
  if (!release) return problem ?? <p aria-live="polite">{t('console.loading')}</p>;
  return (
    <article className="console-release">
      <p>
        <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('releases')}>
          {t('release.back')}
        </button>
      </p>
      <header className="console-head">
        <h2>
          {agency} {version}
        </h2>
        <ReleaseState state={release.state} host={host} />
      </header>
      <p>
        {t('release.publishedBy', { who: release.publisher, when: formatDateTime(release.submittedAt, t.lang) })}
        {release.reviewer &&
          ` ${t('release.reviewedBy', { who: release.reviewer, when: formatDateTime(release.reviewedAt ?? '', t.lang) })}`}
      </p>
      {release.reason && <blockquote>{release.reason}</blockquote>}
      {problem}
      <Verdict
        release={release}
        busy={busy}
        host={host}
        onReview={(verdict, reason) => decide(() => registry.review(release, verdict, reason), `verdict.done.${verdict}`)}
        onRollBack={(reason) => decide(() => registry.rollBack(agency, version, reason), 'verdict.done.rollback')}
      />
      <section>
        <h3>{t('release.findings')}</h3>
        {release.findings.length === 0 ? (
          <p>{t('release.noFindings')}</p>
        ) : (
          <ul className="console-findings">
            {release.findings.map((finding) => (
              <li key={`${finding.code} ${finding.place}`}>
                <span className={`hk-status hk-tone-${finding.severity === 'error' ? 'danger' : 'warning'}`}>
                  {t(`finding.${finding.severity}`)}
                </span>{' '}
                <code>{finding.code}</code> {finding.message} <code>{finding.place}</code>
                <p className="hk-hint">{finding.advice}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>{release.against ? t('release.against', { version: release.against }) : t('release.first')}</p>
      <Changes title={t('release.powers')} {...release.powers} host={host} />
      <Changes title={t('release.routes')} {...release.routes} host={host} />
      <details>
        <summary>{t('release.files', { count: release.files.length })}</summary>
        <div className="hk-table-frame">
          <table className="hk-table">
            <thead>
              <tr>
                <th scope="col">{t('release.path')}</th>
                <th scope="col">{t('release.bytes')}</th>
                <th scope="col">SHA-384</th>
              </tr>
            </thead>
            <tbody>
              {release.files.map((file) => (
                <tr key={file.path}>
                  <td>{file.path}</td>
                  <td>{formatNumber(file.bytes, t.lang)}</td>
                  <td>
                    <code>{file.sha384.slice(0, 16)}…</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </article>
  );
}
