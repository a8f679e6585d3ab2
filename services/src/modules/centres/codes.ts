import { createHash, randomInt } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { Problem, unprocessable } from '../../platform/problem.ts';
import { oneAtATime } from './book-appointment.ts';
import type { Centre } from './centre.ts';
import { personOf } from './change-appointment.ts';
import { counterPerson, OFFICE, type Person, placeOf } from './counter.ts';
import type { CentresDeps } from './model.ts';
import type { Reading, Tables } from './tables.ts';

/** A code lives this long and opens one session. */
const CODE_MS = 10 * 60_000;
/** Wrong codes after which an operator has to wait. */
const MOST_WRONG = 8;
const WRONG_MS = 15 * 60_000;
/** Codes that may lie unused for one citizen: more would only make one of them easier to hit, and ring a phone all day. */
const MOST_CODES = 5;

export interface OfferedCode {
  code: string;
  centre: string;
  service: string;
  expiresAt: Date;
}
export interface Consent {
  citizen: string;
  citizenName: string;
  service: string;
  centre: string;
}

/** The demonstration's way to a phone: the page that asked shows what the phone would. A real portal puts a sender behind it. */
export interface CodeSender {
  send(citizen: string, code: string): Promise<{ shown?: string }>;
}
export const demoCodeSender: CodeSender = { send: async (_citizen, code) => ({ shown: code }) };

export function createCodes({ db, clock }: Platform, deps: CentresDeps, centres: () => readonly Centre[], sender: CodeSender | undefined) {
  /** Eight digits; only their digest is kept. */
  const make = async (by: Actor, citizen: { subject: string; name: string }, centre: string, service: string): Promise<OfferedCode> => {
    const asked = personOf(by);
    if (!deps.registry.serviceById(service)) throw unprocessable('service-unknown', 'There is no such service');
    if (!centres().some(({ id, kind }) => id === centre && kind === 'centre'))
      throw unprocessable('centre-unknown', 'There is no such centre');
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + CODE_MS);
    await db.write<Tables, void>(by, async (tx) => {
      await oneAtATime(tx, `codes of ${citizen.subject}`);
      const { waiting } = await tx.sql
        .selectFrom('centres.codes')
        .select(({ fn }) => fn.countAll<number>().as('waiting'))
        .where('citizen', '=', citizen.subject)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      if (Number(waiting) >= MOST_CODES) throw tooMany();
      await tx.sql
        .insertInto('centres.codes')
        .values({
          citizen: citizen.subject,
          citizen_name: citizen.name,
          centre,
          service,
          digest: digestOf(centre, code),
          asked_by: asked.subject,
          created_at: now,
          expires_at: expiresAt,
        })
        .execute();
      await tx.journal({
        type: 'assisted.code-made',
        agency: OFFICE,
        subject: citizen.subject,
        entity: `centre:${centre}`,
        data: { service, by: asked.subject === citizen.subject ? 'citizen' : 'operator' },
      });
    });
    return { code, centre, service, expiresAt };
  };

  return {
    /** The citizen's own word, shown on their own phone. */
    offer: async (actor: Actor, wanted: { centre: string; service: string }): Promise<OfferedCode> => {
      const person = personOf(actor);
      return make(actor, person, wanted.centre, wanted.service);
    },

    /**
     * For a citizen who has a phone and no sign-in: the code goes to the phone of their record. Whoever asks does not learn
     * whether somebody was found.
     */
    async send(actor: Actor, wanted: { passport: string; surname: string; service: string }, centre?: string): Promise<{ shown?: string }> {
      const person = counterPerson(actor);
      if (!sender) throw new Problem(503, 'code-sender-absent', 'Codes cannot be sent from here');
      const place = await db.read<Tables, string>(person, (sql) => placeOf(sql, person, centre));
      // The search takes a connection of its own, so it comes before the transaction; what it found is told only by the count.
      const found = await deps.identity.findPerson({ passport: wanted.passport, surname: wanted.surname });
      const citizen = await guess(person, async () => found);
      if (!citizen) return {};
      const { code } = await make(actor, citizen, place, wanted.service);
      return sender.send(citizen.subject, code);
    },

    /** Uses a code up. @throws Problem 403 `code-wrong`, 429 `too-many-attempts`. */
    async use(actor: Actor, typed: string, centre?: string): Promise<Consent> {
      const person = counterPerson(actor);
      const now = clock.now();
      const consent = await guess(person, async (tx) => {
        const place = await placeOf(tx.sql as Reading, person, centre);
        const row = await tx.sql
          .updateTable('centres.codes')
          .set({ used_at: now })
          .where('centre', '=', place)
          .where('digest', '=', digestOf(place, typed.replaceAll(/\D/g, '')))
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          // Nobody opens a session with themselves.
          .where('citizen', '<>', person.subject)
          .returning(['citizen', 'citizen_name', 'service'])
          .executeTakeFirst();
        return row && { citizen: row.citizen, citizenName: row.citizen_name, service: row.service, centre: place };
      });
      if (consent) return consent;
      throw new Problem(403, 'code-wrong', 'This code opens nothing: it was typed wrong, used or is too old');
    },
  };

  /**
   * One guess of an operator after another, so that a thousand at once are not all made before the first is counted. What was
   * wrong stays counted: the transaction commits either way.
   */
  async function guess<T>(person: Person, find: (tx: Command<Tables>) => Promise<T | undefined>): Promise<T | undefined> {
    const found = await db.write<Tables, { is?: T } | 'too many'>(person, async (tx) => {
      await oneAtATime(tx, `guesses of ${person.subject}`);
      const { wrong } = await tx.sql
        .selectFrom('centres.wrong_codes')
        .select(({ fn }) => fn.countAll<number>().as('wrong'))
        .where('operator', '=', person.subject)
        .where('at', '>', new Date(clock.now().getTime() - WRONG_MS))
        .executeTakeFirstOrThrow();
      if (Number(wrong) >= MOST_WRONG) return 'too many';
      const is = await find(tx);
      if (is !== undefined) return { is };
      await tx.sql.insertInto('centres.wrong_codes').values({ operator: person.subject, at: clock.now() }).execute();
      await tx.journal({ type: 'assisted.code-refused', agency: OFFICE, entity: `person:${person.subject}` });
      return {};
    });
    if (found === 'too many') throw tooMany();
    return found.is;
  }
}

const tooMany = () => new Problem(429, 'too-many-attempts', 'Too many wrong codes; wait a quarter of an hour');
const digestOf = (centre: string, code: string): string => createHash('sha256').update(`${centre} ${code}`).digest('hex');
