import type { Lang, ServiceDefinition } from '@hukumat/contract';
import { formatDate } from '@hukumat/contract/locale';
import { Problem } from '../../platform/problem.ts';
import type { Mandate } from '../mandates/index.ts';
import type { Person } from './apply-person.ts';
import { applyPath, type Offer } from './apply-step.ts';
import type { Site } from './needs.ts';
import type { Page, Visit } from './visit.ts';

/** The mandates under which this person may apply for others here and now. */
export const mandatesFor = async (site: Site, person: Person, { id, onBehalf }: ServiceDefinition): Promise<Mandate[]> =>
  onBehalf ? site.mandates.forService(person, id) : [];

/**
 * The mandate that a form is filled in under, read anew for every page: one that was revoked opens none.
 * @throws Problem 403 `mandate-invalid`.
 */
export async function actingBy(site: Site, person: Person, { definition }: Offer, id: string | undefined): Promise<Mandate | undefined> {
  if (!id) return undefined;
  const held = (await mandatesFor(site, person, definition)).find((mandate) => mandate.id === id);
  if (!held) throw new Problem(403, 'mandate-invalid', 'The mandate does not hold for this service');
  return held;
}

/** What stands above the form of somebody who acts for another. */
export const actingWords = ({ t, lang }: Visit, mandate: Mandate): string =>
  t('apply.actingFor', { name: mandate.grantorName, date: formatDate(mandate.to, lang) });

/** The first page keeps the mandate in its address, in every language. */
export function inEachLanguage(visit: Visit, mandate: Mandate): Pick<Page, 'languages'> {
  const address = (lang: Lang) => `/${lang}${applyPath(visit)}?mandate=${mandate.id}`;
  return { languages: { tg: address('tg'), ru: address('ru'), en: address('en') } };
}

/** Others for whom the person may apply, offered on the first page of an own application. */
export const othersOf = (visit: Visit, mandates: readonly Mandate[]): { href: string; label: string }[] =>
  mandates.map(({ id, grantorName }) => ({
    href: visit.to(`${applyPath(visit)}?mandate=${id}`),
    label: visit.t('apply.actForOther', { name: grantorName }),
  }));
