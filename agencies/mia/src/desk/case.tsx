import { formatDateTime } from '@hukumat/contract/locale';
import type { ApplicationDetail, Host, View } from '@hukumat/contract/plugin';
import { useEffect, useState } from 'react';
import { Decision } from './decision.tsx';
import { DueChip } from './due-chip.tsx';
import { StateTag } from './state-tag.tsx';
import { useProblem } from './use-problem.ts';

/** One application on the desk: what was said, what was attached, what has happened, and what can be done now. */
export function Case({ host, view }: { host: Host; view: View }) {
  const [detail, setDetail] = useState<ApplicationDetail>();
  const [busy, setBusy] = useState(false);
  const [problem, run] = useProblem(host);
  const officer = host.applications?.officer;
  const id = view.params.id ?? '';
  const t = host.text;

  useEffect(() => {
    if (!officer) return;
    let gone = false;
    void run(async () => {
      const found = await officer.open(id);
      if (!gone) setDetail(found);
    });
    return () => {
      gone = true;
    };
  }, [officer, id, run]);

  /** One act at a time; a refusal leaves what the officer typed and shows the newest state beside it. */
  const act = async (work: () => Promise<ApplicationDetail>, done: string) => {
    if (busy || !officer) return;
    setBusy(true);
    const fine = await run(async () => {
      setDetail(await work());
      host.notify({ kind: 'success', text: t(done) });
    });
    if (!fine) {
      const fresh = await officer.open(id).catch(() => undefined);
      if (fresh) setDetail(fresh);
    }
    setBusy(false);
  };

  if (!officer) return <p className="hk-notice hk-tone-warning">{t('desk.noAccess')}</p>;
  if (!detail) return problem ?? <p aria-live="polite">{t('desk.loading')}</p>;
  return (
    <article className="mia-case">
      <p>
        <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go('queue')}>
          {t('case.back')}
        </button>
      </p>
      <header className="mia-case__head">
        <h2>{detail.number}</h2>
        <StateTag state={detail.state} text={t} />
        <DueChip dueOn={detail.dueOn} text={t} />
      </header>
      {problem}
      <div className="mia-case__split">
        <div>
          <section aria-labelledby="case-answers">
            <h3 id="case-answers">{t('case.answers')}</h3>
            <dl className="hk-summary">
              {detail.fields.map((field) => (
                <div key={field.name}>
                  <dt>{field.label}</dt>
                  <dd>{field.value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section aria-labelledby="case-uploads">
            <h3 id="case-uploads">{t('case.uploads')}</h3>
            {detail.uploads.length === 0 ? (
              <p>{t('case.noUploads')}</p>
            ) : (
              <ul>
                {detail.uploads.map((upload) => (
                  <li key={upload.id}>
                    <a href={upload.href}>{upload.name}</a>{' '}
                    <small className="hk-soft">{t('case.kilobytes', { n: Math.ceil(upload.bytes / 1000) })}</small>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <div>
          <Decision
            key={detail.id}
            detail={detail}
            busy={busy}
            text={t}
            onClaim={() => act(() => officer.claim(detail.id, detail.version), 'case.claimed')}
            onSendBack={(what) => act(() => officer.sendBack(detail.id, detail.version, what), 'case.sentBack')}
            onDecide={(decision) => act(() => officer.decide(detail.id, detail.version, decision), 'case.decided')}
          />
          <p>
            <button type="button" className="hk-button hk-button-plain" onClick={() => void host.go(`/account/desk/mia/${detail.id}`)}>
              {t('case.portal')}
            </button>
          </p>
          <section aria-labelledby="case-timeline">
            <h3 id="case-timeline">{t('case.timeline')}</h3>
            <ol className="hk-timeline">
              {detail.timeline.map((event) => (
                <li key={`${event.at}-${event.type}`}>
                  <time dateTime={event.at}>{formatDateTime(event.at, t.lang)}</time> {t(`event.${event.type}`)}
                  {event.note && <blockquote>{event.note}</blockquote>}
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </article>
  );
}
