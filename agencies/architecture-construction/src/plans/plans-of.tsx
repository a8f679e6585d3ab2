import type { ApplicationDetail, Host, View } from '@hukumat/contract/plugin';
import { useEffect, useMemo, useState } from 'react';
import { archiveClient, type Plan } from './archive-client.ts';
import { Sheet } from './sheet.tsx';
import { useProblem } from './use-problem.tsx';

const PICTURES = new Set(['image/png', 'image/jpeg']);

/** The papers of one application. Pictures go into the agency's own archive, where remarks are kept with them. */
export function PlansOf({ host, view }: { host: Host; view: View }) {
  const [detail, setDetail] = useState<ApplicationDetail>();
  const [plans, setPlans] = useState<Plan[]>();
  const [shown, setShown] = useState<number>();
  const [busy, setBusy] = useState<string>();
  const [problem, run] = useProblem(host);
  const archive = useMemo(() => archiveClient(host), [host]);
  const officer = host.applications?.officer;
  const id = view.params.id ?? '';
  const t = host.text;

  useEffect(() => {
    if (!officer || !archive) return;
    let gone = false;
    void run(async () => {
      const found = await officer.open(id);
      if (gone) return;
      // What was attached can be seen and opened even while the archive is away.
      setDetail(found);
      const kept = await archive.plansOf(found.number);
      if (gone) return;
      setPlans(kept);
      setShown((before) => before ?? kept[0]?.id);
    });
    return () => {
      gone = true;
    };
  }, [officer, archive, id, run]);

  if (!officer || !archive) return <p className="hk-notice hk-tone-warning">{t('plans.noAccess')}</p>;
  if (!detail) return problem || <p aria-live="polite">{t('plans.loading')}</p>;

  const labels = new Map(detail.fields.map(({ name, label }) => [name, label]));
  const keep = async (upload: ApplicationDetail['uploads'][number]) => {
    setBusy(upload.id);
    await run(async () => {
      const plan = await archive.keep(detail.number, upload, await officer.file(detail.id, upload.id));
      setPlans((before) => [...(before ?? []).filter((one) => one.id !== plan.id), plan]);
      setShown(plan.id);
      host.notify({ kind: 'success', text: t('plans.kept') });
    });
    setBusy(undefined);
  };
  const selected = plans?.find((plan) => plan.id === shown);

  return (
    <article>
      <p>
        <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('plans')}>
          {t('plans.back')}
        </button>
      </p>
      <h2>{detail.number}</h2>
      <p className="hk-soft">
        {t(`service.${detail.service}`)} · {detail.applicant}
      </p>
      {problem}
      <div className="architecture-construction-split">
        <section aria-labelledby="papers">
          <h3 id="papers">{t('plans.papers')}</h3>
          {detail.uploads.length === 0 && <p>{t('plans.noPapers')}</p>}
          <ul className="architecture-construction-papers">
            {detail.uploads.map((upload) => {
              const plan = plans?.find((one) => one.upload === upload.id);
              return (
                <li key={upload.id}>
                  <span className="hk-soft">{labels.get(upload.field) ?? upload.field}</span>
                  <a href={upload.href}>{upload.name}</a>
                  {plan ? (
                    <button
                      type="button"
                      className="hk-button hk-button-second"
                      aria-pressed={plan.id === shown}
                      onClick={() => setShown(plan.id)}
                    >
                      {t('plans.show')}
                    </button>
                  ) : (
                    plans &&
                    PICTURES.has(upload.type) && (
                      <button
                        type="button"
                        className="hk-button hk-button-second"
                        disabled={busy !== undefined}
                        onClick={() => void keep(upload)}
                      >
                        {t(busy === upload.id ? 'plans.keeping' : 'plans.keep')}
                      </button>
                    )
                  )}
                </li>
              );
            })}
          </ul>
        </section>
        {selected ? (
          <Sheet key={selected.id} host={host} archive={archive} plan={selected} />
        ) : (
          <p className="hk-notice hk-tone-info">{t('plans.choose')}</p>
        )}
      </div>
    </article>
  );
}
