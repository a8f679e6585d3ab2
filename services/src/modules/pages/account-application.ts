import { type AnswerError, type Answers, normaliseAnswers, type ServiceDefinition, type Step, visibleFields } from '@hukumat/contract';
import { dushanbeDate, formatDate, formatDateTime } from '@hukumat/contract/locale';
import { applicationPage, inLang, isMessage, type MessageKey } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { type Application, passOfForm, shownAnswer } from '../applications/index.ts';
import { type ActsState, applicationPath, atTheField, objectionsOf, ratingOf, sideOf, signingOf } from './account-application-acts.ts';
import { agencyName, applicationLine, holderOf, timelineOf } from './account-lines.ts';
import { pulseMark } from './account-pulse.ts';
import { atFields, obstacle } from './apply-check.ts';
import { agreed, choicesOf } from './apply-choices.ts';
import { type Person, signedIn, signedInPost, takeParked } from './apply-person.ts';
import { one, type Posted, posted, STEP_BYTES } from './apply-posted.ts';
import { rowChange } from './apply-rows.ts';
import { uploadViews, withFiles } from './apply-step.ts';
import { takeFiles } from './apply-uploads.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

export const applicationRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/applications/:id',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const application = await site.applications.open(person, visit.params.id ?? '');
        await site.notifications.markReadAbout(person, applicationPath(application.id));
        return shown(site, visit, person, application);
      }),
  },
  {
    pattern: '/account/applications/:id/mend',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const parked = await takeParked(site, visit);
        return parked ? mend(site, visit, person, parked) : { redirect: visit.to(applicationPath(visit.params.id ?? '')) };
      }),
    post: async (visit) => {
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, 'low', (person) => mend(site, visit, person, body));
    },
  },
  act(site, 'accept', (person, id, fields) => site.applications.accept(person, id, Number(one(fields, 'version')) || 0)),
  act(
    site,
    'decline',
    (person, id, fields) => site.applications.decline(person, id, Number(one(fields, 'version')) || 0, one(fields, 'reason') ?? ''),
    (visit, error, fields) => ({ declining: atTheField(visit, error, one(fields, 'reason') ?? '') }),
  ),
  act(
    site,
    'objection',
    (person, id, fields) => site.applications.appeal(person, id, one(fields, 'text') ?? ''),
    (visit, error, fields) => ({ objecting: atTheField(visit, error, one(fields, 'text') ?? '') }),
  ),
  act(
    site,
    'rating',
    (person, id, fields) =>
      site.applications.rate(person, id, { stars: Number(one(fields, 'stars')) || 0, comment: one(fields, 'comment') || undefined }),
    (visit, error, fields) => {
      const typed = { stars: one(fields, 'stars') ?? '', comment: one(fields, 'comment') ?? '' };
      return { rating: { typed, error: atTheField(visit, error, '').error } };
    },
  ),
  {
    pattern: '/account/applications/:id/withdraw',
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        const id = visit.params.id ?? '';
        try {
          await site.applications.withdraw(person, id, Number(one(visit.body, 'version')) || 0);
          return { redirect: visit.to(`${applicationPath(id)}?done=withdrawn`) };
        } catch (error) {
          return refused(site, visit, person, id, error);
        }
      }),
  },
];

type Fields = Posted['fields'];
type Doing = 'accept' | 'decline' | 'objection' | 'rating';

/**
 * One press of the person on their application: done and back to it, or the page again with what was typed. A session that
 * has run out meanwhile loses nothing: the post is parked and done after the sign-in.
 */
function act(
  site: Site,
  name: Doing,
  work: (person: Person, id: string, fields: Fields) => Promise<unknown>,
  again?: (visit: Visit, error: unknown, fields: Fields) => ActsState,
): PageRoute {
  const run = async (visit: Visit, person: Person, fields: Fields): Promise<Answer> => {
    const id = visit.params.id ?? '';
    try {
      await work(person, id, fields);
      return { redirect: visit.to(`${applicationPath(id)}?done=${name}`) };
    } catch (error) {
      if (error instanceof Problem && error.code === 'step-up-needed') return strongerFirst(site, visit, person, id);
      if (!(error instanceof Problem) || error.status !== 422 || !again) return refused(site, visit, person, id, error);
      const acts = again(visit, error, fields);
      return shown(site, visit, person, await site.applications.open(person, id), { acts, status: 422 });
    }
  };
  return {
    pattern: `/account/applications/:id/${name}`,
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const parked = await takeParked(site, visit);
        return parked ? run(visit, person, parked.fields) : { redirect: visit.to(applicationPath(visit.params.id ?? '')) };
      }),
    post: (visit) => signedInPost(site, visit, visit.body, 'low', (person) => run(visit, person, visit.body)),
  };
}

/** Off to a stronger sign-in, and back to the application: a signature is pressed again, never given by a way back. */
async function strongerFirst(site: Site, visit: Visit, person: Person, id: string): Promise<Answer> {
  const { needs } = await site.applications.definitionOf(await site.applications.open(person, id));
  return { redirect: site.identity.signInAddress(visit.request, needs, visit.to(applicationPath(id))) };
}

interface ShownState {
  acts?: ActsState;
  status?: number;
  said?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string };
  errors?: readonly AnswerError[];
  /** What was typed into the form of corrections and is not kept yet. */
  typed?: Answers;
}

const DONE: Record<string, MessageKey | undefined> = {
  withdrawn: 'application.withdrawn',
  resubmitted: 'application.resubmitted',
  accept: 'signing.accepted',
  decline: 'signing.declined',
  objection: 'objection.sent',
  rating: 'rating.thanks',
};
const WITHDRAWABLE: ReadonlySet<Application['state']> = new Set([
  'awaiting_party',
  'awaiting_payment',
  'submitted',
  'in_review',
  'sent_back',
]);

async function shown(site: Site, visit: Visit, person: Person, seen: Application, state: ShownState = {}): Promise<Page> {
  const { t, to, lang } = visit;
  // The pulse is taken before the page is read: what happens in between is shown twice, never missed.
  const pulse = await pulseMark(site, person, to, seen.id);
  const application = await site.applications.open(person, seen.id);
  const definition = await site.applications.definitionOf(application);
  const document = application.document ? await site.documents.ofApplication(person, application.id) : undefined;
  const documentHref = document && to(`/account/documents/${document.id}.pdf`);
  const line = applicationLine(site, visit, application);
  const done =
    visit.query.done === 'resubmitted' && application.state === 'awaiting_party'
      ? 'application.resubmittedParty'
      : DONE[visit.query.done ?? ''];
  const acts = state.acts ?? {};

  const side = sideOf(person, application);
  const [letters, signing, objections, rating] = await Promise.all([
    site.applications.letters(person, application.id),
    signingOf(site, visit, person, application, definition, acts),
    objectionsOf(site, visit, person, application, definition, acts),
    ratingOf(site, visit, person, application, definition, acts),
  ]);
  const said = state.said ?? (done ? { kind: 'success' as const, text: t(done) } : undefined);
  const withdrawable = side !== 'party' && WITHDRAWABLE.has(application.state);
  const dueNote =
    application.state === 'sent_back'
      ? t('application.paused')
      : ['submitted', 'in_review'].includes(application.state)
        ? t('application.dueUnknown')
        : '';
  const reason = definition.workflow.refusals?.find(({ code }) => code === application.reason)?.label;
  return {
    title: t('application.title', { number: application.number }),
    ...(state.status ? { status: state.status } : {}),
    ...(definition.tone ? { tone: definition.tone } : {}),
    unlisted: true,
    enhances: true,
    trail: [
      { label: t('account.title'), href: to('/account/') },
      { label: t('account.applications'), href: to('/account/applications') },
      { label: application.number },
    ],
    main: applicationPage(
      {
        ...line,
        pulse,
        erased: application.erasedAt !== undefined,
        ...(said ? { said } : {}),
        ...(line.dueOn || !dueNote ? {} : { dueNote }),
        ...(visit.query.submitted ? { receipt: receiptOf(site, visit, application, definition, documentHref) } : {}),
        ...(side !== 'party' && (application.state === 'awaiting_payment' || application.feeDue)
          ? side === 'owner'
            ? { payHref: to(applicationPath(application.id, '/pay')) }
            : { paidBy: application.applicant }
          : {}),
        ...holderOf(site, visit, person, application),
        ...(application.acting && application.actingName
          ? { acted: t('application.actedFor', { agent: application.actingName, owner: application.applicant }) }
          : {}),
        ...(side === 'owner' && application.assisted ? { helpedHref: to(`/account/assisted/${application.assisted}`) } : {}),
        timeline: timelineOf(visit, application),
        letters: letters.map((letter) => ({
          title: inLang(letter.title, lang),
          body: inLang(letter.body, lang),
          when: formatDateTime(letter.at, lang),
          at: letter.at.toISOString(),
        })),
        ...(signing ? { signing } : {}),
        ...(objections ? { objections } : {}),
        ...(rating ? { rating } : {}),
        ...(side === 'owner' ? { accessesHref: to(`/account/accesses?application=${application.id}`) } : {}),
        answers: application.erasedAt ? [] : answersOf(site, application, definition, lang),
        ...(side !== 'party' && application.state === 'sent_back' && application.sentBack
          ? { mend: await mendForm(site, visit, person, application, definition, state) }
          : {}),
        ...(reason ? { refusal: { reason: inLang(reason, lang), ...(application.note ? { note: application.note } : {}) } } : {}),
        ...(documentHref ? { documentHref } : {}),
        ...(withdrawable
          ? {
              withdraw: {
                action: to(applicationPath(application.id, '/withdraw')),
                asked: visit.query.withdraw === '1',
                version: application.version,
              },
            }
          : {}),
      },
      visit,
    ),
  };
}

function receiptOf(
  site: Site,
  { lang }: Visit,
  application: Application,
  { workflow }: ServiceDefinition,
  documentHref: string | undefined,
) {
  return {
    number: application.number,
    agency: agencyName(site, application.agency, lang),
    kind:
      application.state === 'awaiting_party'
        ? ('party' as const)
        : workflow.kind === 'immediate'
          ? ('at-once' as const)
          : ('review' as const),
    ...(application.expiresOn ? { signBy: formatDate(application.expiresOn, lang) } : {}),
    ...(application.dueOn ? { dueOn: formatDate(application.dueOn, lang) } : {}),
    ...(documentHref ? { documentHref } : {}),
  };
}

function answersOf(site: Site, application: Application, definition: ServiceDefinition, lang: Visit['lang']) {
  return visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt)).map(({ field }) => ({
    label: inLang(field.label, lang),
    value: shownAnswer(application, definition, field, application.answers[field.name], lang, site.centres),
  }));
}

/** One step that holds exactly the fields that were sent back. */
const openStep = ({ form }: ServiceDefinition, open: ReadonlySet<string>, { t }: Visit): Step => ({
  name: 'mend',
  title: textOf('application.mendTitle', t),
  lead: textOf('application.mendLead', t),
  fields: form.steps.flatMap((step) => step.fields).filter(({ name }) => open.has(name)),
});

async function mendForm(
  site: Site,
  visit: Visit,
  person: Person,
  application: Application,
  definition: ServiceDefinition,
  state: ShownState,
) {
  const { lang, t, to } = visit;
  const { form } = definition;
  const step = openStep(definition, new Set(application.sentBack?.fields), visit);
  const uploads = uploadViews(application.uploads);
  const until = application.sentBack?.until;
  return {
    message: application.sentBack?.message ?? '',
    ...(until ? { until: formatDate(until, lang) } : {}),
    view: {
      form,
      step,
      choices: await choicesOf(site, person, step.fields, lang),
      index: 1,
      total: 1,
      answers: withFiles({ ...withoutFiles(application.answers, form), ...state.typed }, uploads),
      errors: state.errors ?? [],
      lang,
      today: site.today(),
      uploads,
      action: to(applicationPath(application.id, '/mend')),
      submit: t('application.mendSend'),
      hidden: {
        version: String(application.version),
        _application: application.id,
        _pass: site.identity.capability.issue(visit.request, passOfForm(application.agency)),
      },
    },
  };
}

const textOf = (key: 'application.mendTitle' | 'application.mendLead', t: Visit['t']) => ({ tg: t(key), ru: t(key), en: t(key) });
const withoutFiles = (answers: Answers, form: ServiceDefinition['form']): Answers => {
  const files = new Set(form.steps.flatMap((step) => step.fields.filter(({ kind }) => kind === 'file').map(({ name }) => name)));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !files.has(name)));
};

/** Takes the corrections. Until they are right nothing typed is lost; the files are kept at once. */
async function mend(site: Site, visit: Visit, person: Person, body: Posted): Promise<Answer> {
  const id = visit.params.id ?? '';
  const { fields } = body;
  const before = await site.applications.open(person, id);
  const definition = await site.applications.definitionOf(before);
  const open = new Set(before.sentBack?.fields);
  const asked = openStep(definition, open, visit);
  const given = Object.fromEntries(Object.entries(normaliseAnswers(definition, fields)).filter(([name]) => open.has(name)));
  const rows = rowChange(definition, asked, given, fields);
  if (rows) {
    const groups = Object.fromEntries(
      asked.fields.filter(({ kind }) => kind === 'group').map(({ name }): [string, Answers[string]] => [name, []]),
    );
    return shown(site, visit, person, before, { typed: { ...groups, ...rows.answers } });
  }
  const { answers: typed, refused: unconsented } = agreed(asked, given, fields);
  const emptied = Object.fromEntries(
    [...open].filter((name) => fields[name] !== undefined && typed[name] === undefined).map((name) => [name, '']),
  );
  try {
    const errors = [
      ...(await takeFiles(site, visit, person, { application: before.id }, definition, body)),
      ...unconsented.map((field) => ({ field, step: asked.name, code: 'document-consent', message: visit.t('apply.consentNeeded') })),
    ];
    const staying = one(fields, '_upload') ?? one(fields, '_remove');
    if (errors.length > 0 || staying) {
      const now = await site.applications.open(person, id);
      return await shown(site, visit, person, now, {
        typed: { ...emptied, ...given },
        errors,
        ...(errors.length > 0 ? { status: 422 } : {}),
      });
    }
    await site.applications.resubmit(person, id, Number(one(fields, 'version')) || 0, typed, visit.lang);
    return { redirect: visit.to(`${applicationPath(id)}?done=resubmitted`) };
  } catch (error) {
    if (error instanceof Problem && (error.code === 'answers-invalid' || error.code === 'duplicate')) {
      const now = await site.applications.open(person, id);
      return shown(site, visit, person, now, {
        typed: { ...emptied, ...typed },
        errors: error.code === 'duplicate' ? [duplicate(visit, error)] : (error.details.errors as AnswerError[]),
        status: 422,
      });
    }
    const text = error instanceof Problem ? obstacle(visit, error) : undefined;
    const errors = error instanceof Problem && text ? atFields(definition, error, text).filter(({ field }) => open.has(field)) : [];
    if (error instanceof Problem && errors.length > 0) {
      const now = await site.applications.open(person, id);
      return shown(site, visit, person, now, { typed: { ...emptied, ...typed }, errors, status: error.status });
    }
    return refused(site, visit, person, id, error);
  }
}

const duplicate = ({ t }: Visit, { code, details }: Problem): AnswerError => ({
  field: String(details.field),
  step: '',
  code,
  message: t('problem.duplicate', { number: String(details.number) }),
});

/** A command that came too late: the page as it is now, with the reason on top. */
async function refused(site: Site, visit: Visit, person: Person, id: string, error: unknown): Promise<Page> {
  const key = error instanceof Problem ? `problem.${error.code}` : '';
  if (!(error instanceof Problem) || error.status !== 409 || !isMessage(key)) throw error;
  return shown(site, visit, person, await site.applications.open(person, id), {
    status: 409,
    said: { kind: 'warning', text: visit.t(key) },
  });
}
