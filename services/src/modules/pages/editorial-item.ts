import { LANGS, type Text } from '@hukumat/contract';

import {
  type EditorialItemModel,
  editorialEditionPage,
  editorialHistoryPage,
  editorialItemPage,
  editorialPreviewPage,
  inLang,
  isMessage,
} from '@hukumat/shell/document';
import { holds } from '../../platform/actor.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import type { Edition, Ending } from '../content/index.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { at, completenessOf, editionsOf, editorialPath, nameOf, standingOf, trailOf, typeName, writes } from './editorial-desk.ts';
import { previewColumns } from './editorial-preview.ts';
import { differencesBetween, findingText, readDay } from './editorial-values.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** An item of a body: how it stands, its texts, and every step from a draft to its end. */
export const editorialItemRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/editorial/:agency/:item',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => itemPage(site, visit, person, await editionsOf(site, visit, person))),
    post: (visit) => signedInPost(site, visit, visit.body, 'substantial', (person) => act(site, visit, person)),
  },
  {
    pattern: '/account/editorial/:agency/:item/preview',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const [newest] = await editionsOf(site, visit, person);
        const { title, trail } = below(visit, newest, visit.t('editorial.preview'));
        const back = visit.to(editorialPath(newest.agency, newest.item));
        return { title, trail, unlisted: true, main: editorialPreviewPage({ back, columns: previewColumns(newest, visit) }, visit) };
      }),
  },
  {
    pattern: '/account/editorial/:agency/:item/history',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const editions = await editionsOf(site, visit, person);
        return { ...below(visit, editions[0], visit.t('editorial.history')), unlisted: true, main: historyOf(visit, person, editions) };
      }),
  },
  {
    pattern: '/account/editorial/:agency/:item/history/:number',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const editions = await editionsOf(site, visit, person);
        const found = editions.findIndex(({ number }) => String(number) === visit.params.number);
        const edition = editions[found];
        if (!edition) throw notFound('The edition');
        const before = editions[found + 1];
        const { title, trail } = below(visit, edition, visit.t('editorial.edition', { n: edition.number }));
        return {
          title,
          trail,
          unlisted: true,
          main: editorialEditionPage(
            {
              name: nameOf(edition, visit),
              number: edition.number,
              back: visit.to(editorialPath(edition.agency, `${edition.item}/history`)),
              differences: differencesBetween(edition.type, before?.values ?? {}, edition.values, visit),
              ...(before ? { before: before.number } : {}),
            },
            visit,
          ),
        };
      }),
  },
];

const below = (visit: Visit, edition: Edition, title: string) => ({
  title,
  trail: trailOf(visit, edition.agency, [
    { label: inLang(nameOf(edition, visit), visit.lang), href: visit.to(editorialPath(edition.agency, edition.item)) },
    { label: title },
  ]),
});

function historyOf(visit: Visit, person: Person, editions: readonly [Edition, ...Edition[]]) {
  const [newest] = editions;
  const open = newest.state === 'draft' || newest.state === 'in_review';
  const here = editorialPath(newest.agency, newest.item);
  return editorialHistoryPage(
    {
      name: nameOf(newest, visit),
      back: visit.to(here),
      action: visit.to(here),
      editions: editions.map((edition) => ({
        number: edition.number,
        href: visit.to(`${here}/history/${edition.number}`),
        standing: standingOf(edition),
        saved: at(edition.publishedAt ?? edition.savedAt, visit),
        author: edition.authorName,
        ...(edition.approverName ? { approver: edition.approverName } : {}),
        ...noteOf(edition, visit),
        restore: !open && writes(person, edition.agency) && edition.number !== newest.number,
      })),
    },
    visit,
  );
}

/** Why and when a text stopped being public. */
function noteOf({ endedAt }: Edition, visit: Visit): { note?: string } {
  return endedAt ? { note: visit.t('editorial.endedAt', { when: at(endedAt, visit) }) } : {};
}

interface Failed {
  error: NonNullable<EditorialItemModel['error']>;
  typed: Record<string, string>;
}

function itemPage(site: Site, visit: Visit, person: Person, editions: readonly [Edition, ...Edition[]], failed?: Failed): Page {
  const { t, to, lang, query } = visit;
  const [newest] = editions;
  const published = editions.find(({ state }) => state === 'published');
  const here = editorialPath(newest.agency, newest.item);
  const name = nameOf(newest, visit);
  const approves = holds(person, 'approver', newest.agency);
  const mine = newest.writers.includes(person.subject);
  const editor = writes(person, newest.agency);
  const findings = newest.state === 'draft' ? site.content.findings(newest.type, newest.values) : [];
  const done = `editorial.done.${query.done}`;
  return {
    title: inLang(name, lang),
    unlisted: true,
    trail: trailOf(visit, newest.agency, [{ label: inLang(name, lang) }]),
    main: editorialItemPage(
      {
        name,
        type: typeName(newest.type),
        standing: standingOf(newest),
        complete: completenessOf(newest.type, newest.values),
        revision: newest.revision,
        action: to(here),
        back: to(editorialPath(newest.agency)),
        preview: to(`${here}/preview`),
        history: to(`${here}/history`),
        ...(published ? { live: to(published.href) } : {}),
        rows: rowsOf(newest, published, visit),
        ...(newest.state === 'draft' && newest.returnedReason ? { remark: newest.returnedReason } : {}),
        acts: {
          ...(editor && newest.state === 'draft' ? { edit: to(`${here}/edit`), submit: findings.length === 0 } : {}),
          begin: editor && newest.state !== 'draft' && newest.state !== 'in_review',
          approve: newest.state === 'in_review' && approves && !mine,
          own: newest.state === 'in_review' && approves && mine,
          confirm: editor && published !== undefined,
          end: approves && published !== undefined,
          lift: approves && published?.ending !== undefined,
        },
        ...(newest.state === 'in_review' && published
          ? { changes: differencesBetween(newest.type, published.values, newest.values, visit) }
          : {}),
        missing: findings.map((finding) => findingText(newest.type, finding, visit).message),
        ...(query.done && isMessage(done) ? { done: t(done) } : {}),
        typed: failed?.typed ?? {},
        ...(failed ? { error: failed.error } : {}),
      },
      visit,
    ),
  };
}

function rowsOf(newest: Edition, published: Edition | undefined, visit: Visit): EditorialItemModel['rows'] {
  const { t } = visit;
  const rows: [string, string | undefined][] = [
    [t('editorial.address'), newest.href],
    [t('editorial.column.author'), newest.authorName],
    [t('editorial.column.saved'), at(newest.savedAt, visit)],
    [t('editorial.submitted'), newest.submittedAt && at(newest.submittedAt, visit)],
    [t('editorial.planned'), newest.publishAt && at(newest.publishAt, visit)],
    [t('editorial.column.approver'), newest.approverName ?? published?.approverName],
    [t('editorial.publishedAt'), published?.publishedAt && at(published.publishedAt, visit)],
    [t('editorial.ends'), published?.ending && `${at(published.ending.at, visit)}: ${t(`editorial.end.${published.ending.kind}`)}`],
    [t('editorial.ended'), newest.endedAt && at(newest.endedAt, visit)],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

const PLACES: Readonly<Record<string, Failed['error']['at']>> = { approve: 'approve', return: 'return', end: 'end' };

/** Does what the pressed button says; what is refused is said beside it, with everything that was typed. */
async function act(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const editions = await editionsOf(site, visit, person);
  const [{ agency, item }] = editions;
  const said = (name: string): string => one(visit.body, name) ?? '';
  const here = editorialPath(agency, item);
  const done = (what: string): Answer => ({ redirect: visit.to(`${here}?done=${what}`) });
  const asked = said('_act');
  try {
    switch (asked) {
      case 'edit':
        await site.content.edit(person, item);
        return { redirect: visit.to(`${here}/edit`) };
      case 'submit':
        await site.content.submit(person, item, Number(said('_revision')));
        return done('submitted');
      case 'approve': {
        const publishAt = momentOf(said);
        await site.content.approve(person, item, { revision: Number(said('_revision')), ...(publishAt ? { publishAt } : {}) });
        return done(publishAt ? 'planned' : 'published');
      }
      case 'return':
        await site.content.returnToAuthor(person, item, { revision: Number(said('_revision')), reason: said('reason') });
        return done('returned');
      case 'confirm':
        await site.content.confirm(person, item);
        return done('confirmed');
      case 'lift':
        await site.content.schedule(person, item, undefined);
        return done('lifted');
      case 'end': {
        const ending = endingOf(said);
        const moment = momentOf(said);
        if (moment) await site.content.schedule(person, item, { at: moment, ...ending });
        else await site.content.unpublish(person, item, ending);
        return done(moment ? 'ending' : 'ended');
      }
      case 'restore':
        await site.content.restore(person, item, Number(said('number')));
        return { redirect: visit.to(`${here}/edit`) };
      default:
        throw notFound('The act');
    }
  } catch (error) {
    const key = error instanceof Problem ? `problem.${error.code}` : '';
    const place = PLACES[asked];
    if (!(error instanceof Problem) || !place || !isMessage(key)) throw error;
    const typed = Object.fromEntries(Object.keys(visit.body).map((name) => [name, said(name)]));
    return { ...itemPage(site, visit, person, editions, { error: { at: place, text: visit.t(key) }, typed }), status: error.status };
  }
}

/** How a page is to end, as far as it was said; the module judges whether that is enough. */
function endingOf(said: (name: string) => string): Ending {
  const why = Object.fromEntries(LANGS.flatMap((lang) => (said(`why.${lang}`).trim() ? [[lang, said(`why.${lang}`).trim()]] : [])));
  const kind = said('kind');
  if (kind === 'redirect') return { kind, to: said('to').trim() };
  if (kind !== 'gone' && kind !== 'withdrawn') throw new Problem(422, 'ending-needed', 'Say how it ends');
  if (!('tg' in why)) throw new Problem(422, 'reason-needed', 'Say why');
  return { kind, reason: why as unknown as Text };
}

/** The moment in Dushanbe that was typed; nothing when no day was. @throws Problem 422 `moment-shape` */
function momentOf(said: (name: string) => string): Date | undefined {
  const [day, time] = [said('day').trim(), said('time').trim()];
  if (!day && !time) return undefined;
  const iso = readDay(day);
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(time || '09:00') ?? [];
  if (!iso || !hour || Number(hour) > 23 || Number(minute) > 59)
    throw new Problem(422, 'moment-shape', 'A day as 27.03.2026 and a time as 09:00');
  return new Date(`${iso}T${hour.padStart(2, '0')}:${minute}:00+05:00`);
}
