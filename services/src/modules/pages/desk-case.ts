import { type Lang, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import { dushanbeDate, formatDateTime } from '@hukumat/contract/locale';
import {
  type ActionName,
  type DeskActions,
  type DeskCaseModel,
  deskCasePage,
  inLang,
  isMessage,
  type Letter,
} from '@hukumat/shell/document';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Application, type ApplicationEvent, shownAnswer } from '../applications/index.ts';
import { agencyName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { deskTrail, problemWords } from './desk.ts';
import { appointmentAtCase, keepsPost } from './desk-appointments.ts';
import { colleaguesOf, deskLine, deskOf, deskPath, deskRoles, dueOf, leads } from './desk-lines.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

export const caseRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/desk/:agency/:id',
    personal: true,
    get: (visit) => signedIn(site, visit, 'substantial', (person) => casePage(site, visit, person)),
  },
  {
    pattern: '/account/desk/:agency/:id/:act',
    personal: true,
    // Where a refused command left the address: a reload or another language shows the file.
    get: ({ to, params }) => ({ redirect: to(deskPath(params.agency ?? '', `/${params.id}`)) }),
    post: (visit) => signedInPost(site, visit, visit.body, 'substantial', (person) => act(site, visit, person)),
  },
];

type Typed = NonNullable<DeskCaseModel['typed']>;

async function casePage(
  site: Site,
  visit: Visit,
  person: Person,
  state: { typed?: Typed; status?: number; said?: DeskCaseModel['said'] } = {},
): Promise<Page> {
  const { t, to, lang, query } = visit;
  const agency = deskOf(visit, person);
  const application = await site.applications.inspect(person, agency, visit.params.id ?? '');
  const definition = await site.applications.definitionOf(application);
  const [notes, opinions, changes, letters, objections, handed, appointment] = await Promise.all([
    site.applications.notes(person, agency, application.id),
    site.applications.opinions(person, agency, application.id),
    site.applications.changes(person, agency, application.id),
    site.applications.lettersAtDesk(person, agency, application.id),
    site.applications.objections(person, application.id),
    site.documents.receivedWith(person, agency, application.id),
    keepsPost(person, agency) ? site.centres.post.ofCause(person, agency, `application:${application.id}`) : undefined,
  ]);
  const here = to(deskPath(agency, `/${application.id}`));
  const typed = state.typed ?? chosenLetter(definition, application, query, lang);
  const before = new Map(changes.map(({ field, before: was }) => [field, was]));
  const done = query.done ? `desk.done.${query.done}` : '';
  const said = state.said ?? (isMessage(done) ? { kind: 'success' as const, text: t(done) } : undefined);
  return {
    title: t('application.title', { number: application.number }),
    ...(state.status ? { status: state.status } : {}),
    unlisted: true,
    trail: deskTrail(visit, { label: application.number }),
    main: deskCasePage(
      {
        agency: agencyName(site, agency, lang),
        here,
        back: to(deskPath(agency)),
        line: deskLine(site, visit, application),
        answers: visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt)).map(({ field }) => ({
          name: field.name,
          label: inLang(field.label, lang),
          value: shownAnswer(application, definition, field, application.answers[field.name], lang, site.centres),
          ...(before.has(field.name)
            ? { before: shownAnswer(application, definition, field, before.get(field.name), lang, site.centres) }
            : {}),
        })),
        papers: application.uploads.map(({ id, name, bytes }) => ({
          name,
          size: t('desk.kilobytes', { n: Math.ceil(bytes / 1000) }),
          href: `/api/v1/agencies/${agency}/applications/${application.id}/uploads/${id}`,
        })),
        documents: handed.map(({ id, title, number }) => ({
          title: inLang(title, lang),
          number,
          href: `/api/v1/agencies/${agency}/documents/${id}`,
        })),
        parties: partiesOf(visit, application),
        ...(appointment ? { appointment: appointmentAtCase(site, visit, agency, appointment) } : {}),
        opinions: opinions.map((opinion) => {
          const due = opinion.answer === undefined && !opinion.recalled ? dueOf(opinion.dueOn, site.today(), lang) : undefined;
          return {
            agency: agencyName(site, opinion.agency, lang),
            state: t(
              opinion.recalled
                ? 'desk.opinion.recalled'
                : opinion.answer === undefined
                  ? 'desk.opinion.awaited'
                  : opinion.favours
                    ? 'desk.opinion.favours'
                    : 'desk.opinion.against',
            ),
            ...(opinion.answer ? { text: opinion.answer } : {}),
            ...(due ? { due } : {}),
          };
        }),
        objections: objections.map((objection) => ({
          id: objection.id,
          text: objection.text,
          when: formatDateTime(objection.filedAt, lang),
          mayAnswer: objection.answer === undefined && deskRoles(person, agency).includes('head'),
          ...(objection.answer ? { answer: objection.answer } : {}),
        })),
        letters: letters.map((letter) => ({
          title: inLang(letter.title, lang),
          text: inLang(letter.body, lang),
          when: formatDateTime(letter.at, lang),
          by: letter.authorName,
        })),
        notes: notes.map(({ authorName, at, text }) => ({ by: authorName, when: formatDateTime(at, lang), text })),
        timeline: application.events.map((event, at, all) => ({
          title: eventTitle(visit, event),
          when: [formatDateTime(event.at, lang), event.actorName, event.onBehalfName ? t('desk.for', { name: event.onBehalfName }) : '']
            .filter(Boolean)
            .join(' · '),
          at: event.at.toISOString(),
          state: at === all.length - 1 ? ('now' as const) : ('done' as const),
          ...(event.note ? { note: event.note } : {}),
        })),
        actions: await actionsOf(site, visit, person, agency, application, definition),
        ...(typed ? { typed } : {}),
        ...(said ? { said } : {}),
      },
      visit,
    ),
  };
}

function eventTitle({ t }: Visit, { type }: ApplicationEvent): string {
  const key = `timeline.${type}`;
  return isMessage(key) ? t(key) : type;
}

function partiesOf({ t, lang }: Visit, application: Application): DeskCaseModel['parties'] {
  const signed = (subject: string | undefined) => {
    const signature = application.signatures.find((one) => one.subject === subject);
    return signature ? { signed: t('desk.signedAt', { date: formatDateTime(signature.at, lang) }) } : {};
  };
  return [
    { role: t('desk.party.applicant'), name: application.applicant, ...signed(application.owner) },
    ...(application.actingName ? [{ role: t('desk.party.acting'), name: application.actingName, ...signed(application.acting) }] : []),
    ...(application.partyName ? [{ role: t('desk.party.second'), name: application.partyName, ...signed(application.party) }] : []),
  ];
}

type Purpose = NonNullable<ServiceDefinition['workflow']['letters']>[number]['for'];
/** In which form a ready text stands. */
const FORM_OF = { 'send-back': 'send-back', refusal: 'decide', note: 'letter' } as const satisfies Record<Purpose, ActionName>;

const lettersFor = (definition: ServiceDefinition, purpose: Purpose, lang: Lang, here: string): Letter[] =>
  (definition.workflow.letters ?? [])
    .filter((letter) => letter.for === purpose)
    .map(({ code, title }) => ({ code, title: inLang(title, lang), href: `${here}?letter=${code}#act-${FORM_OF[purpose]}` }));

/** A ready text that was asked for stands in its form, to be changed before it is sent; where it goes as it is, in the applicant's language. */
function chosenLetter(
  { workflow }: ServiceDefinition,
  application: Application,
  query: Record<string, string>,
  lang: Lang,
): Typed | undefined {
  const letter = workflow.letters?.find(({ code }) => code === query.letter);
  if (!letter) return undefined;
  const filled = (text: string) => text.replaceAll('{number}', application.number).replaceAll('{applicant}', application.applicant);
  if (letter.for !== 'note') return { action: FORM_OF[letter.for], message: filled(inLang(letter.body, application.lang)) };
  const message = filled(inLang(letter.body, lang));
  const title = filled(inLang(letter.title, lang));
  return { action: 'letter', message, title, template: { code: letter.code, title, message } };
}

async function actionsOf(
  site: Site,
  visit: Visit,
  person: Person,
  agency: string,
  application: Application,
  definition: ServiceDefinition,
): Promise<DeskActions> {
  const { lang, to } = visit;
  const here = to(deskPath(agency, `/${application.id}`));
  const { state, assignee, proposal } = application;
  const { workflow } = definition;
  if (application.owner === person.subject) return {};
  const roles = deskRoles(person, agency);
  const mine = assignee === person.subject;
  const worksOnIt = state === 'in_review' && (mine || leads(person, agency));
  const second = proposal !== undefined && proposal.by !== person.subject && state === 'in_review';
  const refusals = (workflow.refusals ?? []).map(({ code, label }) => ({ code, label: inLang(label, lang) }));
  const asks = (workflow.opinions ?? []).map((opinion) => ({
    id: opinion.agency,
    name: agencyName(site, opinion.agency, lang),
    title: inLang(opinion.title, lang),
  }));
  const fields = visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt)).map(({ field }) => ({
    name: field.name,
    label: inLang(field.label, lang),
  }));
  const open = ['submitted', 'in_review', 'consulting', 'sent_back', 'approved'].includes(state);
  return {
    ...(state === 'submitted' && !assignee ? { claim: true as const } : {}),
    ...(worksOnIt || second
      ? {
          decide: {
            refusals,
            letters: lettersFor(definition, 'refusal', lang, here),
            ...(workflow.fourEyes ? { fourEyes: second ? ('confirm' as const) : ('propose' as const) } : {}),
          },
        }
      : {}),
    ...(proposal
      ? {
          proposal: {
            approve: proposal.decision.approve,
            by: proposal.name,
            ...(proposal.decision.approve
              ? {}
              : { reason: refusals.find(({ code }) => !proposal.decision.approve && code === proposal.decision.reason)?.label ?? '' }),
            ...(proposal.decision.note ? { note: proposal.decision.note } : {}),
          },
        }
      : {}),
    ...(worksOnIt ? { sendBack: { fields, letters: lettersFor(definition, 'send-back', lang, here) } } : {}),
    ...(worksOnIt && asks.length > 0 ? { consult: { agencies: asks, fields } } : {}),
    ...(state === 'consulting' && (mine || leads(person, agency)) ? { recall: true as const } : {}),
    ...(open ? { letter: { letters: lettersFor(definition, 'note', lang, here) } } : {}),
    ...(open && leads(person, agency) ? { reassign: { colleagues: await colleaguesOf(site, agency) } } : {}),
    ...(worksOnIt ? { close: true as const } : {}),
    ...(['rejected', 'approved', 'closed_without_action'].includes(state) && roles.includes('head') ? { reopen: true as const } : {}),
    ...(mine && state === 'in_review' ? { release: true as const } : {}),
    ...(state === 'issued' && application.document && definition.output?.revocable && leads(person, agency)
      ? { revoke: { document: application.document } }
      : {}),
  };
}

/** What each form of the page does. The name is the last part of its address. */
const ACTS: Record<
  string,
  (site: Site, visit: Visit, person: Person, about: { agency: string; id: string; version: number }) => Promise<unknown>
> = {
  claim: ({ applications }, _visit, person, { agency, id, version }) => applications.claim(person, agency, id, version),
  release: ({ applications }, _visit, person, { agency, id, version }) => applications.release(person, agency, id, version),
  recall: ({ applications }, _visit, person, { agency, id, version }) => applications.recallOpinions(person, agency, id, version),
  'send-back': ({ applications }, { body }, person, { agency, id, version }) =>
    applications.sendBack(person, agency, id, version, { fields: many(body, 'field'), message: one(body, 'message') ?? '' }),
  consult: ({ applications }, { body }, person, { agency, id, version }) =>
    applications.askOpinion(person, agency, id, version, {
      agency: one(body, 'agency') ?? '',
      question: one(body, 'message') ?? '',
      fields: many(body, 'field'),
    }),
  reassign: ({ applications }, { body }, person, { agency, id, version }) =>
    applications.reassign(person, agency, id, version, one(body, 'to') ?? ''),
  close: ({ applications }, { body }, person, { agency, id, version }) =>
    applications.close(person, agency, id, version, one(body, 'message') ?? ''),
  reopen: ({ applications }, { body }, person, { agency, id, version }) =>
    applications.reopen(person, agency, id, version, one(body, 'message') ?? ''),
  note: ({ applications }, { body }, person, { agency, id }) => applications.note(person, agency, id, one(body, 'message') ?? ''),
  letter: ({ applications }, { body, t }, person, { agency, id }) => {
    const read = (name: string) => (one(body, name) ?? '').replaceAll('\r\n', '\n').trim();
    const [title, text, code] = [read('title') || t('desk.letterTitle'), read('message'), read('template')];
    // A ready letter that nobody changed goes out in every language it was written in.
    const unchanged = code !== '' && title === read('template-title') && text === read('template-message');
    return applications.sendLetter(person, agency, id, unchanged ? { code } : { title: { tg: title }, body: { tg: text } });
  },
  revoke: ({ documents }, { body }, person, { agency }) =>
    documents.revoke(person, one(body, 'document') ?? '', one(body, 'message') ?? '', agency),
  objection: ({ applications }, { body }, person, { agency }) =>
    applications.answerObjection(person, agency, one(body, 'objection') ?? '', {
      text: one(body, 'message') ?? '',
      granted: one(body, 'granted') === 'yes',
    }),
  async decide({ applications }, { body }, person, { agency, id, version }) {
    const decision = one(body, 'decision');
    const note = one(body, 'message')?.trim();
    const words = note ? { note } : {};
    if (!decision) throw new Problem(422, 'decision-needed', 'Choose a decision');
    await applications.decide(
      person,
      agency,
      id,
      version,
      decision === 'approve' ? { approve: true, ...words } : { approve: false, reason: decision, ...words },
    );
  },
};

const many = (body: Visit['body'], name: string): string[] => [body[name] ?? []].flat();

/** Does one thing and shows the file again. A refusal keeps what was typed and shows what the file is now. */
async function act(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const agency = deskOf(visit, person);
  const { id = '', act: name = '' } = visit.params;
  const run = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!run) throw notFound('This page');
  const { body } = visit;
  try {
    await run(site, visit, person, { agency, id, version: Number(one(body, 'version')) || 0 });
    return { redirect: visit.to(`${deskPath(agency, `/${id}`)}?done=${name}`) };
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 409)) throw error;
    const words = problemWords(visit, error.code);
    const back = { ...visit, query: {}, path: deskPath(agency, `/${id}`) };
    return casePage(site, back, person, {
      status: error.status,
      ...(error.status === 409 ? { said: { kind: 'warning', text: words } } : {}),
      typed: {
        action: name as ActionName,
        message: one(body, 'message') ?? '',
        fields: many(body, 'field'),
        reason: one(body, 'decision') ?? '',
        ...(name === 'letter' ? { title: one(body, 'title') ?? '' } : {}),
        ...(error.status === 422 ? { error: words } : {}),
      },
    });
  }
}
