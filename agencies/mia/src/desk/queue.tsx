import type { ApplicationSummary, Host } from '@hukumat/contract/plugin';
import { useEffect, useState } from 'react';
import { DueChip } from './due-chip.tsx';
import { StateTag } from './state-tag.tsx';
import { useProblem } from './use-problem.ts';

type Filter = 'open' | 'mine' | 'all';
const CLOSED = new Set(['issued', 'rejected', 'withdrawn', 'closed_without_action', 'revoked', 'expired']);

/** The officer's queue: what is due soonest stands first. */
export function Queue({ host }: { host: Host }) {
  const [rows, setRows] = useState<ApplicationSummary[]>();
  const [filter, setFilter] = useState<Filter>('open');
  const [problem, run] = useProblem(host);
  const officer = host.applications?.officer;
  const t = host.text;

  useEffect(() => {
    if (!officer) return;
    let gone = false;
    void run(async () => {
      const { items: found } = await officer.queue(filter === 'mine' ? { mine: true } : {});
      if (!gone) setRows(filter === 'open' ? found.filter((row) => !CLOSED.has(row.state)) : found);
    });
    return () => {
      gone = true;
    };
  }, [officer, filter, run]);

  if (!officer) return <p className="hk-notice hk-tone-warning">{t('desk.noAccess')}</p>;
  return (
    <div className="mia-desk">
      <fieldset className="mia-desk__filters">
        <legend className="hk-hidden">{t('desk.filter')}</legend>
        {(['open', 'mine', 'all'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="hk-button hk-button-second"
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {t(`desk.filter.${one}`)}
          </button>
        ))}
      </fieldset>
      {problem}
      {rows === undefined && !problem && <p aria-live="polite">{t('desk.loading')}</p>}
      {rows?.length === 0 && (
        <div className="hk-empty">
          <p>{t(filter === 'mine' ? 'desk.emptyMine' : 'desk.empty')}</p>
        </div>
      )}
      {rows && rows.length > 0 && (
        <div className="hk-table-frame">
          <table className="hk-table hk-table-fold hk-desk">
            <caption className="hk-hidden">{t('desk.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk.number')}</th>
                <th scope="col">{t('desk.applicant')}</th>
                <th scope="col">{t('desk.state')}</th>
                <th scope="col">{t('desk.due')}</th>
                <th scope="col">{t('desk.assignee')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('case', { id: row.id })}>
                      {row.number}
                    </button>
                  </th>
                  <td data-label={t('desk.applicant')}>{row.applicant}</td>
                  <td data-label={t('desk.state')}>
                    <StateTag state={row.state} text={t} />
                  </td>
                  <td data-label={t('desk.due')}>
                    <DueChip dueOn={row.dueOn} text={t} />
                  </td>
                  <td data-label={t('desk.assignee')}>{row.assignee ?? t('desk.nobody')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('/account/desk/mia')}>
          {t('desk.portal')}
        </button>
      </p>
    </div>
  );
}
