import { dushanbeDate, formatTime } from '@hukumat/contract/locale';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import type { Command, Platform } from '../../platform/platform.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import { CHANGED, oneAtATime } from './book-appointment.ts';
import type { AppointmentState, Centre } from './centre.ts';
import { counterPerson, OFFICE, placeOf, placesOf } from './counter.ts';
import { dayAfter, inDushanbe } from './slot.ts';
import type { Tables, TicketRow } from './tables.ts';
import { nextTicket, type TicketAct, type TicketState, ticketNumber } from './ticket.ts';

export interface Ticket {
  id: string;
  number: string;
  resource: string;
  state: TicketState;
  desk?: number;
  service?: string;
  /** Known only for those who came with an appointment. */
  name?: string;
  madeAt: Date;
  calledAt?: Date;
}
/** Somebody who is expected today. */
export interface Expected {
  time: string;
  resource: string;
  service?: string;
  name: string;
  state: AppointmentState;
}
export interface CounterDay {
  centre: string;
  /** The centres the person works at. */
  places: string[];
  day: string;
  tickets: Ticket[];
  expected: Expected[];
}
/** What the public board shows: no name, no service. */
export interface Board {
  called: { number: string; desk: number }[];
  waiting: string[];
}

export interface Queue {
  board(centre: string): Promise<Board>;
  /** Today at the person's centre. */
  today(actor: Actor, centre?: string): Promise<CounterDay>;
  /** @throws Problem 404 `not-found` for a code that is none of this centre and day; 409 `already-arrived`. */
  checkIn(actor: Actor, code: string, centre?: string): Promise<Ticket>;
  walkIn(actor: Actor, resource: string, centre?: string): Promise<Ticket>;
  /** The next person, to this desk. Undefined when nobody waits. @throws Problem 409 `desk-busy` while this desk has somebody. */
  next(actor: Actor, desk: number, centre?: string): Promise<Ticket | undefined>;
  act(actor: Actor, ticket: string, act: Exclude<TicketAct, 'call'>): Promise<Ticket>;
}

export function createQueue({ db, clock }: Platform, centres: () => readonly Centre[]): Queue {
  const today = () => dushanbeDate(clock.now());
  const write = (actor: Actor, centre: string | undefined, work: (tx: Command<Tables>, place: Centre) => Promise<TicketRow | undefined>) =>
    db.write<Tables, TicketRow | undefined>(counterPerson(actor), async (tx) => {
      const id = await placeOf(tx.sql, counterPerson(actor), centre);
      const place = centres().find((one) => one.id === id);
      if (!place) throw notFound('The centre');
      const row = await work(tx, place);
      if (row) await tx.notify(CHANGED, id);
      return row;
    });

  /** A new turn. Numbers are counted per day and letter, without gaps. */
  const take = async (
    tx: Command<Tables>,
    place: Centre,
    of: string,
    more: Partial<Pick<TicketRow, 'appointment' | 'holder' | 'holder_name' | 'service' | 'rank'>>,
  ) => {
    const resource = place.resources.find(({ id }) => id === of);
    if (!resource) throw unprocessable('resource-unknown', 'This centre does not offer that');
    const now = clock.now();
    const { last } = await tx.sql
      .insertInto('centres.ticket_counters')
      .values({ centre: place.id, day: today(), letter: resource.letter, last: 1 })
      .onConflict((on) => on.columns(['centre', 'day', 'letter']).doUpdateSet({ last: sql`ticket_counters.last + 1` }))
      .returning('last')
      .executeTakeFirstOrThrow();
    return tx.sql
      .insertInto('centres.tickets')
      .values({
        centre: place.id,
        resource: of,
        day: today(),
        number: ticketNumber(resource.letter, last),
        state: 'waiting',
        made_at: now,
        rank: now,
        ...more,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  };

  /** What happened to a number, by whoever works at the counter; a person who came without an appointment is nobody's subject. */
  const wrote = async (tx: Command<Tables>, type: string, { id, number, centre, desk, holder }: TicketRow): Promise<void> =>
    tx.journal({
      type,
      agency: OFFICE,
      ...(holder ? { subject: holder } : {}),
      entity: `ticket:${id}`,
      data: { number, centre, ...(desk ? { desk } : {}) },
    });

  return {
    board: (centre) =>
      db.read<Tables, Board>(ANONYMOUS, async (reading) => {
        const { rows } = await sql<{ number: string; state: TicketState; desk: number | null; called_at: Date | null; rank: Date }>`
          select * from centres.board(${centre}, ${today()})`.execute(reading);
        const latest = (row: { called_at: Date | null }) => row.called_at?.getTime() ?? 0;
        return {
          called: rows
            .filter(({ state }) => state !== 'waiting')
            .toSorted((a, b) => latest(b) - latest(a))
            .map(({ number, desk }) => ({ number, desk: desk ?? 0 })),
          waiting: rows
            .filter(({ state }) => state === 'waiting')
            .toSorted((a, b) => a.rank.getTime() - b.rank.getTime())
            .map(({ number }) => number),
        };
      }),
    today: async (actor, centre) =>
      db.read<Tables, CounterDay>(counterPerson(actor), async (reading) => {
        const id = await placeOf(reading, counterPerson(actor), centre);
        const day = today();
        const tickets = await reading
          .selectFrom('centres.tickets')
          .selectAll()
          .where('centre', '=', id)
          .where('day', '=', day)
          .orderBy('rank')
          .execute();
        const expected = await reading
          .selectFrom('centres.appointments')
          .selectAll()
          .where('centre', '=', id)
          .where('starts_at', '>=', inDushanbe(day, '00:00'))
          .where('starts_at', '<', inDushanbe(dayAfter(day), '00:00'))
          .where('state', '<>', 'cancelled')
          .orderBy('starts_at')
          .execute();
        return {
          centre: id,
          places: await placesOf(reading, counterPerson(actor)),
          day,
          tickets: tickets.map(ticketOf),
          expected: expected.map(({ starts_at, resource, service, holder_name, state }) => ({
            time: formatTime(starts_at),
            resource,
            name: holder_name,
            state,
            ...(service ? { service } : {}),
          })),
        };
      }),
    async checkIn(actor, code, centre) {
      const row = await write(actor, centre, async (tx, place) => {
        const day = today();
        const found = await tx.sql
          .selectFrom('centres.appointments')
          .selectAll()
          .where('code', '=', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
          .where('centre', '=', place.id)
          .where('starts_at', '>=', inDushanbe(day, '00:00'))
          .where('starts_at', '<', inDushanbe(dayAfter(day), '00:00'))
          .forUpdate()
          .executeTakeFirst();
        if (!found || found.state === 'cancelled') throw notFound('An appointment of today with this code');
        if (found.state === 'arrived') throw conflict('already-arrived', 'This person has a number already');
        await tx.sql.updateTable('centres.appointments').set({ state: 'arrived' }).where('id', '=', found.id).execute();
        const { id, resource, holder, holder_name, service, starts_at } = found;
        const now = clock.now();
        // Whoever comes early waits for their hour; whoever comes late is next by the hour they had.
        const ticket = await take(tx, place, resource, { appointment: id, holder, holder_name, service, rank: starts_at });
        await tx.journal({
          type: 'appointment.arrived',
          agency: OFFICE,
          subject: holder,
          entity: `appointment:${id}`,
          data: { ticket: ticket.number, late: now > starts_at },
        });
        return ticket;
      });
      return ticketOf(row as TicketRow);
    },
    async walkIn(actor, resource, centre) {
      return ticketOf(
        (await write(actor, centre, async (tx, place) => {
          const ticket = await take(tx, place, resource, {});
          await wrote(tx, 'ticket.taken', ticket);
          return ticket;
        })) as TicketRow,
      );
    },
    async next(actor, desk, centre) {
      const row = await write(actor, centre, async (tx, place) => {
        if (!Number.isInteger(desk) || desk < 1 || desk > place.desks) throw unprocessable('desk-unknown', 'There is no such desk');
        await oneAtATime(tx, `desk ${place.id} ${desk}`);
        const busy = await tx.sql
          .selectFrom('centres.tickets')
          .select('id')
          .where('centre', '=', place.id)
          .where('day', '=', today())
          .where('desk', '=', desk)
          .where('state', 'in', ['called', 'serving'])
          .executeTakeFirst();
        if (busy) throw conflict('desk-busy', 'Finish with the person at this desk first');
        const first = await tx.sql
          .selectFrom('centres.tickets')
          .selectAll()
          .where('centre', '=', place.id)
          .where('day', '=', today())
          .where('state', '=', 'waiting')
          .orderBy('rank')
          .orderBy('id')
          .limit(1)
          .forUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (!first) return undefined;
        const called = await tx.sql
          .updateTable('centres.tickets')
          .set({ state: 'called', desk, operator: counterPerson(actor).subject, called_at: clock.now() })
          .where('id', '=', first.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await wrote(tx, 'ticket.called', called);
        return called;
      });
      return row && ticketOf(row);
    },
    async act(actor, id, act) {
      const person = counterPerson(actor);
      const row = await db.write<Tables, TicketRow>(person, async (tx) => {
        const found = z.uuid().safeParse(id).success
          ? await tx.sql.selectFrom('centres.tickets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
          : undefined;
        if (!found) throw notFound('The number');
        const state = nextTicket(found.state, act);
        if (!state) throw conflict('ticket-state', `It is ${found.state}`, { state: found.state });
        const now = clock.now();
        const changed = await tx.sql
          .updateTable('centres.tickets')
          .set({
            state,
            ...(act === 'recall' ? { called_at: now, ended_at: null } : {}),
            ...(act === 'serve' ? { started_at: now, operator: person.subject } : {}),
            ...(act === 'done' || act === 'no-show' ? { ended_at: now } : {}),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await wrote(tx, DONE[act], changed);
        await tx.notify(CHANGED, found.centre);
        return changed;
      });
      return ticketOf(row);
    },
  };
}

/** What the journal says of an act. */
const DONE: Record<Exclude<TicketAct, 'call'>, string> = {
  recall: 'ticket.recalled',
  serve: 'ticket.serving',
  done: 'ticket.done',
  'no-show': 'ticket.no-show',
};

const ticketOf = (row: TicketRow): Ticket => ({
  id: row.id,
  number: row.number,
  resource: row.resource,
  state: row.state,
  ...(row.desk ? { desk: row.desk } : {}),
  ...(row.service ? { service: row.service } : {}),
  ...(row.holder_name ? { name: row.holder_name } : {}),
  madeAt: row.made_at,
  ...(row.called_at ? { calledAt: row.called_at } : {}),
});
