import { randomUUID } from 'node:crypto';
import { type AnswerError, feesOn, pruneAnswers, type ServiceDefinition, visibleSteps } from '@hukumat/contract';
import { formatMoney } from '@hukumat/contract/locale';
import { checkPage, inLang, isMessage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { type Draft, passOfForm } from '../applications/index.ts';
import { choicesOfForm } from './apply-choices.ts';
import { actingBy, actingWords } from './apply-mandate.ts';
import type { Person } from './apply-person.ts';
import { one, type Posted } from './apply-posted.ts';
import { applyPath, type Offer, uploadViews, withFiles } from './apply-step.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, Visit } from './visit.ts';

interface CheckState {
  errors?: readonly AnswerError[];
  said?: { kind: 'info' | 'warning'; text: string };
  status?: number;
}

/** Every answer once more before it is sent. */
export async function checkAnswersPage(
  site: Site,
  visit: Visit,
  person: Person,
  offer: Offer,
  draft: Draft,
  state: CheckState = {},
): Promise<Page> {
  const { lang, t, to } = visit;
  const { definition, release } = offer;
  const mandate = await actingBy(site, person, offer, draft.mandate);
  const caption = inLang(definition.title, lang);
  const uploads = uploadViews(draft.uploads);
  const answers = withFiles(draft.answers, uploads);
  const last = visibleSteps(definition.form, answers, site.today()).at(-1);
  const stepHref = (name: string) => to(applyPath(visit, `/${draft.id}/${name}`));
  const said = state.said ?? (visit.query.notice === 'overwrote' ? { kind: 'info' as const, text: t('apply.overwrote') } : undefined);
  return {
    title: `${t('apply.check')}: ${caption}`,
    ...(state.status ? { status: state.status } : {}),
    ...(definition.tone ? { tone: definition.tone } : {}),
    unlisted: true,
    enhances: true,
    trail: [{ label: caption, href: to(`/services/${definition.id}`) }, { label: t('apply.check') }],
    main: checkPage(
      {
        view: {
          form: definition.form,
          answers,
          lang,
          today: site.today(),
          uploads,
          choices: await choicesOfForm(site, person, definition.form, lang),
          action: to(applyPath(visit, `/${draft.id}/check`)),
          hrefOf: ({ name }) => stepHref(name),
          errors: state.errors ?? [],
          hidden: {
            _key: randomUUID(),
            _revision: String(draft.revision),
            ...(uploads.some(({ scan }) => scan === 'pending') && !person.assisted
              ? { _draft: draft.id, _pass: site.identity.capability.issue(visit.request, passOfForm(release.agency)) }
              : {}),
          },
          ...(last ? { back: stepHref(last.name) } : {}),
        },
        fees: feesOn(definition, site.today(), pruneAnswers(definition.form, answers, site.today())).lines.map(({ fee, sum }) => {
          const label = fee.label && inLang(fee.label, lang);
          const text =
            'diram' in sum ? [label, formatMoney(sum.diram, lang)].filter(Boolean).join(': ') : (label ?? t('apply.feeUnpublished'));
          return { text, ...(fee.sample ? { sample: true } : {}) };
        }),
        ...(said ? { said } : {}),
        ...(mandate ? { acting: actingWords(visit, mandate) } : {}),
      },
      visit,
    ),
  };
}

/** Sends the draft. The key in the page makes a double press one application; a refusal shows the page again. */
export async function sendDraft(site: Site, visit: Visit, person: Person, offer: Offer, draft: Draft, { fields }: Posted): Promise<Answer> {
  const again = (said: CheckState['said'], status: number) =>
    checkAnswersPage(site, visit, person, offer, draft, { ...(said ? { said } : {}), status });
  try {
    const application = await site.applications.submit(person, {
      key: one(fields, '_key') ?? '',
      service: offer.definition.id,
      lang: visit.lang,
      draft: { id: draft.id, revision: Number(one(fields, '_revision')) || 0 },
    });
    // The invoice is the applicant's own: whoever acts for them sees that it waits.
    const next = application.state === 'awaiting_payment' && !draft.mandate ? '/pay' : '?submitted=1';
    return { redirect: visit.to(`/account/applications/${application.id}${next}`) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'step-up-needed')
      return { redirect: site.identity.signInAddress(visit.request, offer.definition.needs, visit.to(visit.path)) };
    if (error.code === 'answers-invalid') {
      return checkAnswersPage(site, visit, person, offer, draft, { errors: error.details.errors as AnswerError[], status: 422 });
    }
    if (error.code === 'draft-changed') return again({ kind: 'warning', text: visit.t('apply.draftChanged') }, 409);
    // What stands in the way is said where it can be mended; the draft holds all that was typed.
    const text = obstacle(visit, error);
    if (!text) throw error;
    const errors = atFields(offer.definition, error, text);
    return errors.length > 0
      ? checkAnswersPage(site, visit, person, offer, draft, { errors, status: error.status })
      : again({ kind: 'warning', text }, error.status);
  }
}

/** What a submission was refused for, in words, where a person can do something about it. */
export function obstacle(visit: Visit, { code, status, details }: Problem): string | undefined {
  const key = `problem.${code}`;
  if ((status !== 409 && status !== 422) || !isMessage(key)) return undefined;
  return visit.t(key, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)])));
}

/** The same at the fields it is about: those it names, or the time that is no longer free. */
export function atFields({ form }: ServiceDefinition, { code, details }: Problem, message: string): AnswerError[] {
  const named = Array.isArray(details.fields) ? (details.fields as unknown[]) : [details.field];
  return form.steps.flatMap(({ name: step, fields }) =>
    fields
      .filter(({ name, kind }) => (/^(slot|appointment)-/.test(code) ? kind === 'appointment' : named.includes(name)))
      .map(({ name: field }) => ({ field, step, code, message })),
  );
}
