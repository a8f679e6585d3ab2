import { type AnswerError, type Answers, listOf, normaliseAnswers, type Step, visibleSteps, withSums } from '@hukumat/contract';
import { formatDateTime, formatTime } from '@hukumat/contract/locale';
import { applyPage, inLang, newlyAsked, type UploadView } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import { type Draft, passOfForm } from '../applications/index.ts';
import type { Mandate } from '../mandates/index.ts';
import { agreed, choicesOf } from './apply-choices.ts';
import { actingBy, actingWords, inEachLanguage, othersOf } from './apply-mandate.ts';
import { knownOf, type Person, stillKnown } from './apply-person.ts';
import { one, type Posted } from './apply-posted.ts';
import { rowChange } from './apply-rows.ts';
import { takeFiles } from './apply-uploads.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, Visit } from './visit.ts';

export type Offer = NonNullable<ReturnType<Site['registry']['serviceById']>>;

/** The live service of this address. @throws Problem 404 when the agency does not offer it. */
export function offerOf(site: Site, { params }: Visit): Offer {
  const offer = site.registry.serviceById(params.service ?? '');
  if (!offer || offer.release.agency !== params.agency) throw notFound('The service');
  return offer;
}

export const applyPath = ({ params }: Visit, rest = ''): string => `/${params.agency}/${params.service}/apply${rest}`;
export const withFiles = (answers: Answers, uploads: readonly UploadView[]): Answers => {
  const all: Answers = { ...answers };
  for (const { id, field } of uploads) all[field] = [...listOf(all[field]), id];
  return all;
};
export const uploadViews = (uploads: Draft['uploads']): UploadView[] =>
  uploads.map(({ id, field, name, bytes, scan }) => ({
    id,
    field,
    name,
    bytes,
    ...(scan === 'clean' ? {} : { scan }),
    href: `/api/v1/applications/uploads/${id}`,
  }));

interface StepState {
  step: Step;
  answers: Answers;
  draft?: Draft;
  errors?: readonly AnswerError[];
  status?: number;
  drafts?: Draft[];
  /** The mandate of a new application for another. */
  mandate?: Mandate;
  /** Others for whom it could be begun instead. */
  others?: readonly Mandate[];
}

/** The page of one step. Without a draft it is the first page of a new application. */
export async function stepPage(site: Site, visit: Visit, person: Person, offer: Offer, state: StepState): Promise<Page> {
  const { lang, t, to } = visit;
  const { definition, release } = offer;
  const { step, draft, errors = [] } = state;
  const uploads = uploadViews(draft?.uploads ?? []);
  const answers = withFiles(state.answers, uploads);
  const steps = visibleSteps(definition.form, answers, site.today());
  const at = Math.max(
    0,
    steps.findIndex(({ name }) => name === step.name),
  );
  const before = steps[at - 1];
  const mandate = state.mandate ?? (await actingBy(site, person, offer, draft?.mandate));
  const known = await knownOf(site, person, offer, mandate?.id);
  const title = inLang(step.title, lang);
  const caption = inLang(definition.title, lang);
  const action = to(applyPath(visit, draft ? `/${draft.id}/${step.name}` : ''));
  const said =
    visit.query.notice === 'overwrote'
      ? 'apply.overwrote'
      : visit.query.notice === 'resumed' || visit.query.parked
        ? 'apply.resumed'
        : visit.query.notice === 'asked'
          ? 'apply.asked'
          : undefined;
  return {
    title: `${title}: ${caption}`,
    ...(state.status ? { status: state.status } : {}),
    ...(definition.tone ? { tone: definition.tone } : {}),
    unlisted: true,
    enhances: true,
    ...(mandate && !draft ? inEachLanguage(visit, mandate) : {}),
    ...placeOf(site, visit, offer, step),
    trail: [{ label: caption, href: to(`/services/${definition.id}`) }, { label: title }],
    main: applyPage(
      {
        view: {
          form: definition.form,
          step,
          index: at + 1,
          total: Math.max(steps.length, 1),
          answers,
          errors,
          lang,
          action,
          today: site.today(),
          uploads,
          prefilled: stillKnown(known, answers),
          choices: await choicesOf(site, person, step.fields, lang),
          hidden: {
            _revision: String(draft?.revision ?? 0),
            _release: release.version,
            ...(mandate && !draft ? { _mandate: mandate.id } : {}),
            _pass: site.identity.capability.issue(visit.request, passOfForm(release.agency)),
            // At a counter files come with the form: pieces are the person's own.
            ...(person.assisted ? {} : { _draft: draft?.id ?? '' }),
          },
          ...(draft ? { savedAt: formatTime(draft.updatedAt) } : {}),
          ...(draft && before ? { back: to(applyPath(visit, `/${draft.id}/${before.name}`)) } : {}),
        },
        ...(said ? { said: { kind: 'info' as const, text: t(said) } } : {}),
        ...(mandate ? { acting: actingWords(visit, mandate) } : {}),
        others: othersOf(visit, state.others ?? []),
        save: `${action}/save`,
        drafts: (state.drafts ?? []).map((other) => ({
          href: to(applyPath(visit, `/${other.id}/${nextStep(site, offer, other)}`)),
          saved: formatDateTime(other.updatedAt, lang),
        })),
      },
      visit,
    ),
  };
}

/** The plugin that may draw a better control on this step; only then is the document bound to the agency. */
function placeOf(site: Site, visit: Visit, { release }: Offer, step: Step): Partial<Page> {
  const place = step.fields.find((field) => field.place && release.manifest.places?.includes(field.place))?.place;
  const plugin = place ? site.registry.routePlugin(release, place, {}, visit.lang) : undefined;
  if (!plugin) return {};
  if (release.tier !== 'document') return { plugin };
  return {
    plugin,
    ownDocument: true,
    ...(visit.fragment ? {} : { capability: site.identity.capability.issue(visit.request, release.agency) }),
  };
}

/** Saves a step that was posted and says where the person goes next. Whatever was typed is kept, right or wrong. */
export async function saveStep(
  site: Site,
  visit: Visit,
  person: Person,
  offer: Offer,
  draft: Draft,
  step: Step,
  body: Posted,
): Promise<Answer> {
  const { definition } = offer;
  const { fields } = body;
  const fileErrors = await takeFiles(site, visit, person, { draft: draft.id }, definition, body);
  const typed = normaliseAnswers(definition, fields, step.name);
  const rows = rowChange(definition, step, typed, fields);
  const chosen = agreed(step, rows?.answers ?? typed, fields);
  const saved = await site.applications.saveDraft(person, {
    draft: draft.id,
    step: step.name,
    revision: Number(one(fields, '_revision')) || 0,
    answers: chosen.answers,
    lang: visit.lang,
  });
  const here = applyPath(visit, `/${draft.id}/${step.name}`);
  if (rows) return { redirect: visit.to(`${here}${saved.overwrote ? '?notice=overwrote' : ''}#${rows.focus}`) };
  const staying = one(fields, '_upload') ?? one(fields, '_remove');
  const own = [
    ...fileErrors,
    ...chosen.refused.map((field) => ({ field, step: step.name, code: 'document-consent', message: visit.t('apply.consentNeeded') })),
  ];
  const answers = withFiles(saved.draft.answers, uploadViews(saved.draft.uploads));
  const called = newlyAsked(step, withSums(definition.form, answers, site.today()), site.today(), one(fields, '_shown'));
  const known = new Set([...own.map(({ field }) => field), ...called]);
  const errors = staying ? fileErrors : [...own, ...saved.errors.filter(({ field }) => !known.has(field))];
  if (errors.length > 0) {
    const path = { ...visit, path: here };
    const shown = { ...saved.draft.answers, ...Object.fromEntries(chosen.refused.map((name) => [name, typed[name] ?? ''])) };
    return stepPage(site, path, person, offer, { step, answers: shown, draft: saved.draft, errors, status: 422 });
  }
  const notice = saved.overwrote ? '?notice=overwrote' : '';
  if (staying) return { redirect: visit.to(`${here}${notice}#f-${one(fields, '_upload') ?? ''}`) };
  if (called.length > 0) return { redirect: visit.to(`${here}${notice || '?notice=asked'}`) };
  return { redirect: visit.to(applyPath(visit, `/${draft.id}/${nextStep(site, offer, saved.draft, step.name)}${notice}`)) };
}

/** The first step after `after` that was not saved yet or is not right; `check` when there is none. */
export function nextStep(site: Site, { definition }: Offer, draft: Draft, after?: string): string {
  const answers = withFiles(draft.answers, uploadViews(draft.uploads));
  const steps = visibleSteps(definition.form, answers, site.today());
  const wrong = new Set(site.applications.check(definition.id, answers, 'tg').map(({ step }) => step));
  const waits = ({ name }: Step) => draft.steps[name] === undefined || wrong.has(name);
  const at = after === undefined ? -1 : steps.findIndex(({ name }) => name === after);
  return (steps.slice(at + 1).find(waits) ?? steps.find((step) => step.name !== after && waits(step)))?.name ?? 'check';
}
