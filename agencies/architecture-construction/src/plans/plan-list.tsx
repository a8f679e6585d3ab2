import { formatDate } from '@hukumat/contract/locale';
import type { ApplicationSummary, Host } from '@hukumat/contract/plugin';
import { useEffect, useState } from 'react';
import { useProblem } from './use-problem.tsx';

/** The applications whose plans can be looked at: the newest first. */
export function PlanList({ host }: { host: Host }) {
  const [rows, setRows] = useState<ApplicationSummary[]>();
  const [problem, run] = useProblem(host);
  const officer = host.applications?.officer;
  const t = host.text;

  useEffect(() => {
    if (!officer) return;
    let gone = false;
    void run(async () => {
      const { items: found } = await officer.queue();
      if (!gone) setRows(found.toSorted((a, b) => b.submittedAt.localeCompare(a.submittedAt)));
    });
    return () => {
      gone = true;
    };
  }, [officer, run]);

  if (!officer) return <p className="hk-notice hk-tone-warning">{t('plans.noAccess')}</p>;
  return (
    <div>
      {problem}
      {rows === undefined && !problem && <p aria-live="polite">{t('plans.loading')}</p>}
      {rows?.length === 0 && (
        <div className="hk-empty">
          <p>{t('plans.noApplications')}</p>
        </div>
      )}
      {rows && rows.length > 0 && (
        <div className="hk-table-frame">
          <table className="hk-table hk-table-fold">
            <caption className="hk-hidden">{t('plans.applications')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('plans.number')}</th>
                <th scope="col">{t('plans.service')}</th>
                <th scope="col">{t('plans.applicant')}</th>
                <th scope="col">{t('plans.submitted')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('plan', { id: row.id })}>
                      {row.number}
                    </button>
                  </th>
                  <td data-label={t('plans.service')}>{t(`service.${row.service}`)}</td>
                  <td data-label={t('plans.applicant')}>{row.applicant}</td>
                  <td data-label={t('plans.submitted')}>{formatDate(row.submittedAt.slice(0, 10), t.lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
