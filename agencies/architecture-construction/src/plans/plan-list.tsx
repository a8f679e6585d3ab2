import { formatDate } from '@hukumat/contract/locale';
import type { ApplicationSummary, Host } from '@hukumat/contract/plugin';
import { type FormEvent, useEffect, useState } from 'react';
import { useProblem } from './use-problem.tsx';

/** The applications whose plans can be looked at, those due first, found by number or name. */
export function PlanList({ host }: { host: Host }) {
  const [rows, setRows] = useState<ApplicationSummary[]>();
  const [next, setNext] = useState<string>();
  const [text, setText] = useState('');
  const [problem, run] = useProblem(host);
  const officer = host.applications?.officer;
  const t = host.text;

  useEffect(() => {
    if (!officer) return;
    let gone = false;
    void run(async () => {
      const page = await officer.queue(text ? { text } : {});
      if (gone) return;
      setRows(page.items);
      setNext(page.next);
    });
    return () => {
      gone = true;
    };
  }, [officer, text, run]);

  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setText(String(new FormData(event.currentTarget).get('text') ?? '').trim());
  };
  const more = () =>
    run(async () => {
      const page = await officer?.queue({ ...(text ? { text } : {}), ...(next ? { after: next } : {}) });
      setRows((before) => [...(before ?? []), ...(page?.items ?? [])]);
      setNext(page?.next);
    });

  if (!officer) return <p className="hk-notice hk-tone-warning">{t('plans.noAccess')}</p>;
  return (
    <div>
      <search>
        <form className="architecture-construction-search" onSubmit={search}>
          <label className="hk-field">
            <span className="hk-label">{t('plans.search')}</span>
            <input className="hk-input" type="search" name="text" maxLength={100} />
          </label>
          <button type="submit" className="hk-button hk-button-second">
            {t('plans.find')}
          </button>
        </form>
      </search>
      {problem}
      {rows === undefined && !problem && <p aria-live="polite">{t('plans.loading')}</p>}
      {rows?.length === 0 && (
        <div className="hk-empty">
          <p>{t(text ? 'plans.noneFound' : 'plans.noApplications')}</p>
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
      {next && (
        <p>
          <button type="button" className="hk-button hk-button-second" onClick={() => void more()}>
            {t('plans.more')}
          </button>
        </p>
      )}
    </div>
  );
}
