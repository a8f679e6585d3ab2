import { LANGS, type Lang, type Text } from '@hukumat/contract';
import { CONTENT_TYPES, type ContentTypeName, contentName } from '@hukumat/contract/content';
import { formatDateTime } from '@hukumat/contract/locale';
import type { Completeness, Standing } from '@hukumat/shell/document';
import { type AgencyRole, holds } from '../../platform/actor.ts';
import { notFound } from '../../platform/problem.ts';
import type { Edition } from '../content/index.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

/** Roles that see what a body has not published yet; the head looks on. */
export const EDITORIAL_ROLES: readonly AgencyRole['role'][] = ['editor', 'approver', 'head'];

export const editorialPath = (agency: string, rest = ''): string => `/account/editorial/${agency}/${rest}`;

/** The body of this address, for somebody who works at its editorial desk. @throws Problem 404 for everybody else */
export function editorialBody(site: Site, visit: Visit, person: Person): { agency: string; names: Text } {
  const body = site.directory.agency(visit.params.agency ?? '');
  if (!body || !EDITORIAL_ROLES.some((role) => holds(person, role, body.id))) throw notFound('This page');
  return { agency: body.id, names: body.names };
}

export const writes = (person: Person, agency: string): boolean => holds(person, 'editor', agency) || holds(person, 'approver', agency);

/** Every text of an item of this body, newest first. @throws Problem 404 */
export async function editionsOf(site: Site, visit: Visit, person: Person): Promise<[Edition, ...Edition[]]> {
  const { agency } = editorialBody(site, visit, person);
  const [newest, ...older] = await site.content.history(person, visit.params.item ?? '');
  if (!newest || newest.agency !== agency) throw notFound('The item');
  return [newest, ...older];
}

export function standingOf({ state, returnedReason, publishAt }: Edition): Standing {
  if (state === 'draft' && returnedReason) return 'returned';
  if (state === 'in_review' && publishAt) return 'planned';
  return state;
}

/** How much of an item each language has, of all its texts in three languages. */
export function countsOf(type: ContentTypeName, values: Readonly<Record<string, unknown>>): Record<Lang, { done: number; of: number }> {
  const translated = CONTENT_TYPES[type].fields.filter((field) => field.translated && (field.required || isSaid(values[field.name])));
  return Object.fromEntries(
    LANGS.map((lang) => [
      lang,
      { done: translated.filter(({ name }) => isSaid((values[name] as Partial<Text> | undefined)?.[lang])).length, of: translated.length },
    ]),
  ) as Record<Lang, { done: number; of: number }>;
}

export function completenessOf(type: ContentTypeName, values: Readonly<Record<string, unknown>>): Completeness {
  const counts = countsOf(type, values);
  return Object.fromEntries(
    LANGS.map((lang) => {
      const { done, of } = counts[lang];
      return [lang, done === of ? 'whole' : done > 0 ? 'partly' : 'lacking'];
    }),
  ) as Completeness;
}

const isSaid = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== null && typeof value === 'object' && Object.values(value).some(isSaid);

/** What an item is called; what has no name yet says so. */
export const nameOf = ({ type, values }: Pick<Edition, 'type' | 'values'>, { t }: Visit): Text => {
  const name = contentName(type, values as never);
  return name?.tg?.trim() ? name : { tg: name?.ru ?? name?.en ?? t('editorial.unnamed') };
};

export const typeName = (type: ContentTypeName): Text => CONTENT_TYPES[type].label;

export const at = (moment: Date, { lang }: Visit): string => formatDateTime(moment, lang);

export const trailOf = ({ t, to }: Visit, agency: string, more: { label: string; href?: string }[] = []) => [
  { label: t('account.title'), href: to('/account/') },
  more.length > 0 ? { label: t('editorial.title'), href: to(editorialPath(agency)) } : { label: t('editorial.title') },
  ...more,
];
