import { STANDARD_PAGES } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentTypeName } from '@hukumat/contract/content';
import { formatTime } from '@hukumat/contract/locale';
import { type EditorialEditModel, type EditorialField, editorialEditPage, isMessage } from '@hukumat/shell/document';
import type { FastifyReply } from 'fastify';
import { fromScript } from '../../platform/http/from-script.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import type { Edition } from '../content/index.ts';
import { type Person, signedIn, signedInPost, takeParked } from './apply-person.ts';
import { one, type Posted, posted, STEP_BYTES } from './apply-posted.ts';
import { countsOf, editionsOf, editorialBody, editorialPath, nameOf, trailOf, typeName, writes } from './editorial-desk.ts';
import { slugOf } from './editorial-slug.ts';
import { differencesBetween, findingText, isFile, readValues, typedOf } from './editorial-values.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** Three long texts in three languages, letters of two bytes written as six. */
const TEXT_BYTES = 6_000_000;

/** Where an item is written. */
export const editorialEditRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/editorial/:agency/new/:type',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const type = typeOf(site, visit, person);
        const parked = await takeParked(site, visit);
        return newPage(
          site,
          visit,
          type,
          parked ? readValues(type, parked.fields, {}) : {},
          parked ? (one(parked.fields, '_slug') ?? '') : '',
        );
      }),
    post: async (visit) => {
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, 'substantial', (person) => begin(site, visit, person, body));
    },
  },
  {
    pattern: '/account/editorial/:agency/:item/edit',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: (visit) =>
      signedIn(site, visit, 'substantial', async (person) => {
        const [newest] = await editionsOf(site, visit, person);
        const parked = await takeParked(site, visit);
        if (parked) return save(site, visit, person, await draftOf(site, visit, person), parked);
        if (newest.state !== 'draft' || !writes(person, newest.agency))
          return { redirect: visit.to(editorialPath(newest.agency, newest.item)) };
        return editPage(site, visit, newest, newest.values, newest.revision);
      }),
    post: async (visit) => {
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, 'substantial', async (person) =>
        save(site, visit, person, await draftOf(site, visit, person), body),
      );
    },
  },
  {
    pattern: '/account/editorial/:agency/:item/edit/save',
    personal: true,
    navigatedOnly: false,
    bodyLimit: TEXT_BYTES,
    post: (visit, reply) => saveTyping(site, visit, reply),
  },
];

/** What the form of a body's desk carries, so that a script of another page saves nothing there. */
const passOf = (agency: string): string => `${agency} editorial`;

function typeOf(site: Site, visit: Visit, person: Person): ContentTypeName {
  const { agency } = editorialBody(site, visit, person);
  if (!writes(person, agency)) throw forbidden('Only editors write for this body');
  const type = visit.params.type ?? '';
  if (!Object.hasOwn(CONTENT_TYPES, type)) throw notFound('This page');
  return type as ContentTypeName;
}

/** The open draft of the item; begun from what is public when there is none. */
async function draftOf(site: Site, visit: Visit, person: Person): Promise<Edition> {
  await editionsOf(site, visit, person);
  return site.content.edit(person, visit.params.item ?? '');
}

/** A new item: an address of its own is made from its title, and made another when somebody has it. */
async function begin(site: Site, visit: Visit, person: Person, body: Posted): Promise<Answer> {
  const type = typeOf(site, visit, person);
  const { agency } = editorialBody(site, visit, person);
  const values = readValues(type, body.fields, {});
  const typed = (one(body.fields, '_slug') ?? '').trim();
  const wished = slugOf(typed) || slugOf(nameOf({ type, values }, visit).tg) || type.toLowerCase();
  for (let n = 1; ; n++) {
    try {
      const draft = await site.content.draft(person, agency, { type, slug: n === 1 ? wished : `${wished}-${n}`, values });
      return await afterSave(site, visit, person, draft, one(body.fields, '_act'));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Whoever chose an address is asked; one that was made from a title is made anew.
      if (error.code === 'path-taken' && !typed && n < 50) continue;
      const key = `problem.${error.code}`;
      if (!isMessage(key) || error.status >= 500) throw error;
      return { ...newPage(site, visit, type, values, typed, visit.t(key)), status: error.status };
    }
  }
}

/** Keeps what was posted, then does what the pressed button says. */
async function save(site: Site, visit: Visit, person: Person, draft: Edition, body: Posted): Promise<Answer> {
  const values = readValues(draft.type, body.fields, draft.values);
  try {
    const saved = await site.content.save(person, draft.item, { revision: revisionOf(body), values });
    return await afterSave(site, visit, person, saved, one(body.fields, '_act'));
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.code === 'edition-changed') return clashPage(site, visit, draft.item, draft.type, values, error.details);
    const key = `problem.${error.code}`;
    if (!isMessage(key)) throw error;
    return {
      ...editPage(site, visit, draft, values, draft.revision, { errors: [{ field: 'main', message: visit.t(key) }] }),
      status: error.status,
    };
  }
}

const revisionOf = ({ fields }: Pick<Posted, 'fields'>): number => Number(one(fields, '_revision')) || 0;

async function afterSave(site: Site, visit: Visit, person: Person, saved: Edition, act: string | undefined): Promise<Answer> {
  const here = editorialPath(saved.agency, saved.item);
  if (act === 'preview') return { redirect: visit.to(`${here}/preview`) };
  if (act !== 'submit') return { redirect: visit.to(`${here}/edit?saved=1`) };
  const findings = site.content.findings(saved.type, saved.values);
  if (findings.length > 0) {
    const errors = findings.map((finding) => ({ ...findingText(saved.type, finding, visit), finding }));
    return { ...editPage(site, visit, saved, saved.values, saved.revision, { errors }), status: 422 };
  }
  await site.content.submit(person, saved.item, saved.revision);
  return { redirect: visit.to(`${here}?done=submitted`) };
}

/** A save while somebody types. It answers a script, so it says nothing of what stands in the draft. */
async function saveTyping(site: Site, visit: Visit, reply: FastifyReply): Promise<Answer> {
  if (visit.actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to save this');
  const draft = await draftOf(site, visit, visit.actor);
  if (fromScript(visit.request)) site.identity.capability.check(visit.request, passOf(draft.agency), one(visit.body, '_desk') ?? '');
  const saved = await site.content.save(visit.actor, draft.item, {
    revision: revisionOf({ fields: visit.body }),
    values: readValues(draft.type, visit.body, draft.values),
  });
  void reply
    .header('cache-control', 'no-store')
    .send({ revision: saved.revision, draft: saved.item, step: visit.to(`${editorialPath(saved.agency, saved.item)}/edit`) });
  return { sent: true };
}

/** Somebody else saved first: both texts stand side by side, and what was typed stays in its fields. */
async function clashPage(
  site: Site,
  visit: Visit,
  item: string,
  type: ContentTypeName,
  values: Record<string, unknown>,
  details: Record<string, unknown>,
): Promise<Answer> {
  const [theirs] = await site.content.history(visit.actor, item);
  if (!theirs) throw notFound('The item');
  const by = (await site.identity.nameOf(String(details.savedBy))) ?? theirs.authorName;
  const clash = { by, differences: differencesBetween(type, theirs.values, values, visit) };
  return { ...editPage(site, visit, theirs, values, theirs.revision, { clash }), status: 409 };
}

type Wrong = EditorialEditModel['errors'][number] & { finding?: { field: string; lang?: 'tg' | 'ru' | 'en' } };
interface More {
  errors?: Wrong[];
  clash?: EditorialEditModel['clash'];
}

function editPage(
  site: Site,
  visit: Visit,
  draft: Edition,
  values: Readonly<Record<string, unknown>>,
  revision: number,
  more: More = {},
): Page {
  const { t, to, query } = visit;
  const here = editorialPath(draft.agency, draft.item);
  const errors = more.errors ?? [];
  return {
    title: t('editorial.edit'),
    unlisted: true,
    editor: true,
    enhances: true,
    trail: trailOf(visit, draft.agency, [{ label: nameOf(draft, visit).tg, href: to(here) }, { label: t('editorial.edit') }]),
    main: editorialEditPage(
      {
        action: to(`${here}/edit`),
        back: to(here),
        title: t('editorial.edit'),
        type: typeName(draft.type),
        fields: fieldsOf(site, draft.agency, draft.type, values, errors),
        counts: countsOf(draft.type, values),
        revision,
        pass: site.identity.capability.issue(visit.request, passOf(draft.agency)),
        autosave: to(`${here}/edit/save`),
        ...(draft.returnedReason ? { remark: draft.returnedReason } : {}),
        ...(query.saved && errors.length === 0 ? { saved: formatTime(draft.savedAt) } : {}),
        ...(more.clash ? { clash: more.clash } : {}),
        errors,
      },
      visit,
    ),
  };
}

function newPage(
  site: Site,
  visit: Visit,
  type: ContentTypeName,
  values: Readonly<Record<string, unknown>>,
  typed: string,
  error?: string,
): Page {
  const { t, to } = visit;
  const agency = visit.params.agency ?? '';
  return {
    title: t('editorial.new'),
    unlisted: true,
    editor: true,
    enhances: true,
    trail: trailOf(visit, agency, [
      { label: t('editorial.new'), href: to(editorialPath(agency, 'new')) },
      { label: typeName(type)[visit.lang] ?? typeName(type).tg },
    ]),
    main: editorialEditPage(
      {
        action: to(editorialPath(agency, `new/${type}`)),
        back: to(editorialPath(agency)),
        title: t('editorial.new'),
        type: typeName(type),
        fields: fieldsOf(site, agency, type, values, []),
        counts: countsOf(type, values),
        revision: 0,
        slug: {
          typed,
          hint: t(type === 'page' ? 'editorial.slugPage' : 'editorial.slugHint', {
            pages: STANDARD_PAGES.filter((page) => page !== 'appeals').join(', '),
          }),
          ...(error ? { error } : {}),
        },
        errors: error ? [{ field: '_slug', message: error }] : [],
      },
      visit,
    ),
  };
}

/** The fields of a type as controls, with what stands in them. */
function fieldsOf(
  site: Site,
  agency: string,
  type: ContentTypeName,
  values: Readonly<Record<string, unknown>>,
  errors: readonly Wrong[],
): EditorialField[] {
  return CONTENT_TYPES[type].fields
    .filter((field) => !isFile(field))
    .map((field): EditorialField => {
      const wrong = errors.filter(({ finding }) => finding?.field === field.name);
      const options = field.kind === 'service' ? servicesOf(site, agency) : field.options;
      return {
        field,
        typed: typedOf(field, values[field.name]),
        errors: Object.fromEntries(wrong.map(({ finding, message }) => [finding?.lang ?? 'tg', message])),
        ...(options ? { options } : {}),
      };
    });
}

const servicesOf = (site: Site, agency: string) =>
  (site.registry.snapshot().releases.get(agency)?.manifest.services ?? []).map(({ id, title }) => ({ value: id, label: title }));
