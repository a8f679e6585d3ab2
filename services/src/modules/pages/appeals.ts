import { randomBytes } from 'node:crypto';
import { type AnswerError, type Answers, normaliseAnswers, pruneAnswers, validateAnswers } from '@hukumat/contract';
import { dushanbeDate, formatDate, formatDateTime } from '@hukumat/contract/locale';
import {
  type AppealModel,
  appealLookUpPage,
  appealPage,
  appealReceiptPage,
  appealsPage,
  inLang,
  isMessage,
  type LookUpModel,
} from '@hukumat/shell/document';
import { fromScript, refuseScripts } from '../../platform/http/from-script.ts';
import { Problem } from '../../platform/problem.ts';
import { APPEAL_KINDS, type Appeal, REPLIES, TERMS } from '../appeals/index.ts';
import { appealForm } from './appeal-form.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { agencyOf, modelOf, trailOf } from './section.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';
import { rolesHeld } from './who.ts';

/** Writing to a body: its page of appeals, with or without a sign-in. */
export const appealRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/:agency/appeals',
    async get(visit) {
      // A signed-in person's form is filled from the record: only for who goes there, never for a script.
      if (visit.fragment && visit.who.signedIn) return { redirect: visit.to(visit.path) };
      const answers = fromScript(visit.request) ? {} : await ofPerson(site, visit);
      return formPage(site, visit, { answers, key: newKey(), prefilled: Object.keys(answers) });
    },
    async post(visit) {
      await refuseScripts(visit.request);
      const agency = agencyOf(site, visit);
      const key = one(visit.body, '_key') ?? '';
      const form = appealForm(visit.who.signedIn);
      const typed = normaliseAnswers({ form }, visit.body);
      const again = (more: { errors?: AnswerError[]; refusal?: string }) =>
        formPage(site, visit, { answers: typed, key: /^[\w-]{22,100}$/.test(key) ? key : newKey(), status: 422, ...more });
      // A field no person sees: whoever fills it fills every field there is.
      if (one(visit.body, 'website')) return again({ refusal: visit.t('appeals.trap') });
      const errors = validateAnswers({ form }, typed, { lang: visit.lang, today: site.today() });
      if (errors.length > 0) return again({ errors });
      const { kind, reply, text, senderName, address, phone, email } = pruneAnswers(form, typed, site.today());
      try {
        const sent = await site.appeals.send(visit.actor, {
          agency: agency.id,
          kind: APPEAL_KINDS.find((name) => name === kind) ?? 'application',
          reply: REPLIES.find((name) => name === reply) ?? 'electronic',
          lang: visit.lang,
          text: String(text),
          senderName: String(senderName),
          ...(address ? { address: String(address) } : {}),
          ...(phone ? { phone: String(phone) } : {}),
          ...(email ? { email: String(email) } : {}),
          key,
          from: visit.request.ip,
        });
        if (!sent.code) return { redirect: visit.to(`/appeals/${sent.number}?sent=1`) };
        return {
          title: visit.t('appeals.sent'),
          status: 201,
          unlisted: true,
          trail: trailOf(visit, agency, visit.t('section.page.appeals')),
          main: appealReceiptPage(
            { number: sent.number, code: sent.code, dueOn: formatDate(sent.dueOn, visit.lang), body: inLang(agency.names, visit.lang) },
            visit,
          ),
        };
      } catch (error) {
        // Nothing that was typed is lost: the same form again, with what to do.
        const problem = error instanceof Problem ? `problem.${error.code}` : '';
        if (!isMessage(problem)) throw error;
        return { ...(await again({ refusal: visit.t(problem) })), status: (error as Problem).status };
      }
    },
  },
];

/** Where answers are found. Only for who goes there: code of an agency could otherwise read a person's appeals to others. */
export const answerRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/appeals',
    personal: true,
    get: (visit) => lookUp(site, visit, { number: '' }),
    async post(visit) {
      const number = (one(visit.body, 'number') ?? '').trim().toUpperCase().slice(0, 40);
      const found = await site.appeals.lookUp(number, one(visit.body, 'code') ?? '', visit.request.ip);
      if (found) return shown(site, visit, found, false);
      return { ...(await lookUp(site, visit, { number, error: visit.t('appeals.notFound') })), status: 422 };
    },
  },
  {
    pattern: '/appeals/:number',
    personal: true,
    async get(visit): Promise<Answer> {
      const number = (visit.params.number ?? '').toUpperCase().slice(0, 40);
      if (visit.actor.kind !== 'person') return lookUp(site, visit, { number });
      const own = await site.appeals.own(visit.actor, number).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) return undefined;
        throw error;
      });
      return own ? shown(site, visit, own, visit.query.sent === '1') : lookUp(site, visit, { number });
    },
  },
];

const newKey = (): string => randomBytes(18).toString('base64url');

async function ofPerson(site: Site, { actor }: Visit): Promise<Answers> {
  if (actor.kind !== 'person') return {};
  const record = await site.identity.person(actor.subject);
  const filled = { senderName: actor.name, address: record?.address, phone: record?.phone, email: record?.email };
  return Object.fromEntries(Object.entries(filled).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

interface FormState {
  answers: Answers;
  key: string;
  prefilled?: string[];
  errors?: AnswerError[];
  refusal?: string;
  status?: number;
}

async function formPage(site: Site, visit: Visit, { answers, key, prefilled, errors, refusal, status }: FormState): Promise<Page> {
  const agency = agencyOf(site, visit);
  const { t, to, lang } = visit;
  const form = appealForm(visit.who.signedIn);
  const [step] = form.steps;
  if (!step) throw new Error('the form of an appeal has one step');
  const name = inLang(agency.names, lang);
  const terms = Object.values(TERMS.days);
  const answersHere = ['officer', 'supervisor', 'head'].some((role) => rolesHeld(visit.actor).includes(`${agency.id}:${role}`));
  return {
    title: `${t('section.page.appeals')} · ${inLang(agency.shortNames ?? agency.place ?? agency.names, lang)}`,
    description: t('section.description', { name }),
    section: { agency: agency.id, name },
    trail: trailOf(visit, agency, t('section.page.appeals')),
    ...(status ? { status } : {}),
    main: appealsPage(
      {
        section: modelOf(site, visit, agency),
        counts: await site.appeals.statistics(agency.id),
        terms: [Math.min(...terms), Math.max(...terms)],
        ...(refusal ? { refusal } : {}),
        ...(answersHere ? { desk: to(`/account/appeals/${agency.id}`) } : {}),
        form: {
          form,
          step,
          index: 1,
          total: 1,
          answers,
          lang,
          action: to(`/${agency.id}/appeals`),
          today: site.today(),
          untitled: true,
          submit: t('appeals.send'),
          hidden: { _key: key, website: '' },
          ...(errors ? { errors } : {}),
          ...(prefilled ? { prefilled: Object.fromEntries(prefilled.map((name) => [name, 'record' as const])) } : {}),
        },
      },
      visit,
    ),
  };
}

async function lookUp(site: Site, visit: Visit, model: LookUpModel): Promise<Page> {
  const { t, to, lang } = visit;
  const mine = visit.actor.kind === 'person' ? await site.appeals.mine(visit.actor) : undefined;
  return {
    title: t('appeals.lookUp'),
    unlisted: true,
    main: appealLookUpPage(
      {
        ...model,
        ...(mine
          ? {
              mine: mine.map((line) => ({
                number: line.number,
                href: to(`/appeals/${line.number}`),
                body: site.directory.agency(line.agency)?.names ?? { tg: line.agency },
                due: formatDate(line.dueOn, lang),
                answered: line.state === 'answered',
                overdue: line.dueOn < site.today(),
              })),
            }
          : {}),
      },
      visit,
    ),
  };
}

/** One appeal as a page's model, for its sender and for the desk. */
export function appealModel(site: Site, { t, to, lang }: Visit, appeal: Appeal): AppealModel {
  const names = site.directory.agency(appeal.agency)?.names ?? { tg: appeal.agency };
  return {
    number: appeal.number,
    kind: t(`appeals.kind.${appeal.kind}`),
    body: { name: names, href: to(`/${appeal.agency}/`) },
    sent: formatDateTime(appeal.receivedAt, lang),
    dueOn: formatDate(appeal.dueOn, lang),
    overdue: appeal.state === 'received' && appeal.dueOn < site.today(),
    text: appeal.text,
    ...(appeal.answer && appeal.answeredAt
      ? { answered: { on: formatDate(dushanbeDate(appeal.answeredAt), lang), text: appeal.answer, onTime: appeal.onTime === true } }
      : {}),
    history: appeal.events.map(({ at, type, note, agency }) => {
      const key = `appeals.event.${type.slice('appeal.'.length)}`;
      const own = type === 'appeal.forwarded' || type === 'appeal.extended';
      return {
        at: formatDateTime(at, lang),
        text: `${isMessage(key) ? t(key) : type} (${inLang(site.directory.agency(agency)?.shortNames ?? site.directory.agency(agency)?.names ?? { tg: agency }, lang)})`,
        ...(own && note ? { note } : {}),
      };
    }),
  };
}

const shown = (site: Site, visit: Visit, appeal: Appeal, fresh: boolean): Page => ({
  title: visit.t('appeals.one', { number: appeal.number }),
  unlisted: true,
  trail: [{ label: visit.t('appeals.lookUp'), href: visit.to('/appeals') }, { label: appeal.number }],
  main: appealPage(appealModel(site, visit, appeal), fresh, visit),
});
