import type { ServiceDefinition } from '@hukumat/contract';
import { dushanbeDate } from '@hukumat/contract/locale';
import { type Actor, holds } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound, Problem, unprocessable } from '../../platform/problem.ts';
import type { WorkingDays } from '../calendar/index.ts';
import type { Scanner, UnfinishedFiles } from '../files/index.ts';
import type { Party } from './application.ts';
import type { Application, ApplicationsDeps, LiveService } from './model.ts';
import type { HandOver } from './ports.ts';

/** What every command of this module is built from. */
export interface Context {
  platform: Platform;
  deps: ApplicationsDeps;
  days: WorkingDays;
  scanner: Scanner;
  /** Files of which not every byte has arrived. */
  unfinished: UnfinishedFiles;
  /** Runs the listeners of approved applications, after commit. */
  approved(application: string): Promise<void>;
  /** Gives a chosen document to the agency, by the module that keeps documents. */
  handOver: HandOver;
}

export type Person = Extract<Actor, { kind: 'person' }>;

export const today = (context: Context): string => dushanbeDate(context.platform.clock.now());

/** @throws Problem 401 when nobody is signed in. */
export function personOf(actor: Actor): Person {
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
  return actor;
}

/** @throws Problem 403 when the person does not work at this agency's desk. */
export function officerOf(actor: Actor, agency: string): Person {
  const person = personOf(actor);
  if (!(['officer', 'supervisor', 'head'] as const).some((role) => holds(person, role, agency)))
    throw forbidden('Only officers of this agency may do this');
  return person;
}

/** As whom somebody of the desk acts: the highest of their roles there. */
export const deskParty = (person: Person, agency: string): Party =>
  holds(person, 'head', agency) ? 'head' : holds(person, 'supervisor', agency) ? 'supervisor' : 'desk';

export const supervises = (person: Person, agency: string): boolean => deskParty(person, agency) !== 'desk';

/** @throws Problem 404 when no live release offers the service. */
export function liveService(context: Context, id: string): LiveService {
  const live = context.deps.registry.serviceById(id);
  if (!live) throw notFound('The service');
  return live;
}

/** The definition an application was made under. Never call it inside a transaction: it may take a connection of its own. */
export const definitionOf =
  (context: Context) =>
  async (application: Pick<Application, 'agency' | 'releaseVersion' | 'service'>): Promise<ServiceDefinition> => {
    const definition = await context.deps.registry.definitionAt(application.agency, application.releaseVersion, application.service);
    if (!definition) throw notFound('The service');
    return definition;
  };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An id from an address; anything that is no id is simply not found. */
export function idOf(text: string): string {
  if (!UUID.test(text)) throw notFound('The page');
  return text;
}

/** A text that a person has to write. @throws Problem 422 with the field's name. */
export function words(text: string, field: string, code = 'message-needed'): string {
  const trimmed = text.trim();
  if (trimmed.length < 3 || trimmed.length > 2000) throw unprocessable(code, 'Write between 3 and 2000 letters', { field });
  return trimmed;
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
