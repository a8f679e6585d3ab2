import { formatDateTime } from '@hukumat/contract/locale';
import type { Host } from '@hukumat/contract/plugin';
import type { ReleaseSummary } from './registry-client.ts';

const TONE: Record<string, string> = { live: 'good', pending: 'info', rejected: 'danger', killed: 'danger', 'rolled-back': 'warning' };

export function ReleaseState({ state, host }: { state: string; host: Host }) {
  return <span className={`hk-status hk-tone-${TONE[state] ?? 'plain'}`}>{host.text(`state.${state}`)}</span>;
}

/** Releases as rows; the version opens the release. */
export function ReleaseTable({ releases, caption, host }: { releases: ReleaseSummary[]; caption: string; host: Host }) {
  const t = host.text;
  return (
    <div className="hk-table-frame">
      <table className="hk-table hk-table-fold hk-desk">
        <caption className="hk-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('release.agency')}</th>
            <th scope="col">{t('release.version')}</th>
            <th scope="col">{t('release.state')}</th>
            <th scope="col">{t('release.publisher')}</th>
            <th scope="col">{t('release.submitted')}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <tr key={`${release.agency}@${release.version}`}>
              <td data-label={t('release.agency')}>{release.agency}</td>
              <th scope="row">
                <button
                  type="button"
                  className="hk-button hk-button-plain"
                  onClick={() => void host.go('release', { agency: release.agency, version: release.version })}
                >
                  {release.version}
                  <span className="hk-hidden"> {release.agency}</span>
                </button>
              </th>
              <td data-label={t('release.state')}>
                <ReleaseState state={release.state} host={host} />
              </td>
              <td data-label={t('release.publisher')}>{release.publisher}</td>
              <td data-label={t('release.submitted')}>{formatDateTime(release.submittedAt, t.lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
