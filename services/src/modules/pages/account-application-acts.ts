import { LOAS, type ServiceDefinition } from '@hukumat/contract';
import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import { inLang, type ObjectionsModel, type RatingModel, type Refused, type SigningModel } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { type Application, lastDayToObject } from '../applications/index.ts';
import type { Person } from './apply-person.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import type { Visit } from './visit.ts';

export const applicationPath = (id: string, rest = ''): string => `/account/applications/${id}${rest}`;

/** As whom the person sees the application. */
export type Side = 'owner' | 'agent' | 'party';
export const sideOf = (person: Person, application: Application): Side =>
  application.owner === person.subject ? 'owner' : application.acting === person.subject ? 'agent' : 'party';

/** What was refused of what the person wrote, by the form it stood in. */
export interface ActsState {
  declining?: Refused;
  objecting?: Refused;
  rating?: { error: string; typed: { stars: string; comment: string } };
}

/** What the second person is asked to sign; undefined for anybody else and once it is answered. */
export function signingOf(
  site: Site,
  visit: Visit,
  person: Person,
  application: Application,
  { workflow, needs }: ServiceDefinition,
  { declining }: ActsState,
): SigningModel | undefined {
  const { lang, to } = visit;
  const { acceptance } = workflow;
  const first = application.signatures.find((one) => one.as === 'applicant');
  if (sideOf(person, application) !== 'party' || application.state !== 'awaiting_party' || !acceptance || !first) return undefined;
  const href = to(applicationPath(application.id));
  const weak = LOAS.indexOf(person.loa) < LOAS.indexOf(needs);
  return {
    title: inLang(acceptance.title, lang),
    text: inLang(acceptance.text, lang),
    names: [
      { as: 'applicant', name: first.name, signedOn: formatDateTime(new Date(first.at), lang) },
      { as: 'party', name: person.name },
    ],
    digest: first.digest,
    version: application.version,
    href,
    accept: `${href}/accept`,
    decline: `${href}/decline`,
    declining: visit.query.decline === '1',
    ...(application.expiresOn ? { until: formatDate(application.expiresOn, lang) } : {}),
    ...(weak ? { stepUp: site.identity.signInAddress(visit.request, needs, href) } : {}),
    ...(declining ? { refused: declining } : {}),
  };
}

/** Objections and their answers, for the owner and whoever acts for them. */
export async function objectionsOf(
  site: Site,
  visit: Visit,
  person: Person,
  application: Application,
  definition: ServiceDefinition,
  { objecting }: ActsState,
): Promise<ObjectionsModel | undefined> {
  if (sideOf(person, application) === 'party') return undefined;
  const { lang, to } = visit;
  const filed = await site.applications.objections(person, application.id);
  const until = lastDayToObject(application, definition);
  const open = until !== undefined && until >= site.today() && filed.every(({ answer }) => answer !== undefined);
  return {
    filed: filed.map((one) => ({
      text: one.text,
      when: formatDateTime(one.filedAt, lang),
      ...(one.dueOn ? { dueOn: formatDate(one.dueOn, lang) } : {}),
      ...(one.answer !== undefined && one.answeredAt
        ? { answer: { text: one.answer, granted: one.granted === true, when: formatDateTime(one.answeredAt, lang) } }
        : {}),
    })),
    ...(open
      ? {
          form: {
            action: to(applicationPath(application.id, '/objection')),
            until: formatDate(until, lang),
            ...(objecting ? { refused: objecting } : {}),
          },
        }
      : {}),
  };
}

const OVER: ReadonlySet<Application['state']> = new Set(['approved', 'issued', 'rejected', 'closed_without_action', 'revoked']);

/** The owner's rating, or the form for it once it is over. Nobody is asked for one beside a death. */
export async function ratingOf(
  site: Site,
  { to }: Visit,
  person: Person,
  application: Application,
  { tone }: ServiceDefinition,
  { rating: refused }: ActsState,
): Promise<RatingModel | undefined> {
  if (sideOf(person, application) !== 'owner' || !OVER.has(application.state) || tone === 'quiet') return undefined;
  const rating = await site.applications.ratingOf(person, application.id);
  if (rating) return { given: rating.stars, ...(rating.comment ? { comment: rating.comment } : {}) };
  return { action: to(applicationPath(application.id, '/rating')), ...refused };
}

/** The words of a refusal of what was typed; anything else is not for the field. @throws the error itself. */
export function atTheField(visit: Visit, error: unknown, typed: string): Refused {
  const text = refusalText(visit, error);
  if (!text || !(error instanceof Problem) || error.status !== 422) throw error;
  return { typed, error: text };
}
