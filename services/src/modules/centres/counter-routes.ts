import type { Text } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Session } from './assist.ts';
import type { createCodes } from './codes.ts';
import { OFFICE } from './counter.ts';
import type { Centres, CentresDeps } from './model.ts';
import type { Ticket } from './queue.ts';
import { TICKET_STATES } from './ticket.ts';

const BASE = `/api/v1/agencies/${OFFICE}`;
const text = z.object({ tg: z.string(), ru: z.string().optional(), en: z.string().optional() });
const centre = z.string().max(64).optional();
const at = z.object({ centre });
const ticket = z.object({
  id: z.uuid(),
  number: z.string(),
  resource: z.string(),
  state: z.enum(TICKET_STATES),
  desk: z.int().optional(),
  service: z.string().optional(),
  name: z.string().optional(),
  madeAt: z.string(),
  calledAt: z.string().optional(),
});
const session = z.object({
  id: z.uuid(),
  citizenName: z.string(),
  operatorName: z.string(),
  centre: z.string(),
  services: z.array(z.object({ id: z.string(), title: text })),
  startedAt: z.string(),
  endsAt: z.string(),
  endedBy: z.enum(['operator', 'citizen', 'idle', 'time']).optional(),
  live: z.boolean(),
  entries: z.int(),
  submitted: z.boolean(),
  fields: z.array(z.string()).optional(),
});
const day = z.object({
  centre: z.object({ id: z.string(), names: text, desks: z.int() }),
  places: z.array(z.object({ id: z.string(), names: text })),
  day: z.string(),
  resources: z.array(
    z.object({ id: z.string(), title: text, letter: z.string(), services: z.array(z.object({ id: z.string(), title: text })) }),
  ),
  tickets: z.array(ticket),
  expected: z.array(
    z.object({
      time: z.string(),
      resource: z.string(),
      service: z.string().optional(),
      name: z.string(),
      state: z.enum(['booked', 'cancelled', 'arrived', 'missed']),
    }),
  ),
});
const load = z.object({
  centre: z.string(),
  day: z.string(),
  waiting: z.int(),
  atDesks: z.int(),
  served: z.int(),
  noShows: z.int(),
  appointments: z.int(),
  arrived: z.int(),
  waitMinutes: z.object({ median: z.int(), longest: z.int() }).optional(),
  operators: z.array(z.object({ operator: z.string(), served: z.int() })),
});

/** The counter's side, for people of the service centre in documents that were issued for it. */
export function counterRoutes(app: FastifyInstance, centres: Centres, codes: ReturnType<typeof createCodes>, deps: CentresDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { identity, registry } = deps;
  const who = (request: FastifyRequest): Actor => {
    identity.capability.check(request, OFFICE);
    return identity.actorOf(request);
  };
  /** Services that are live; what no release offers cannot be filled in at a counter either. */
  const titled = (ids: readonly string[]): { id: string; title: Text }[] =>
    ids.flatMap((id) => {
      const found = registry.serviceById(id);
      return found ? [{ id, title: found.definition.title }] : [];
    });
  const ticketView = ({ madeAt, calledAt, ...rest }: Ticket) => ({
    ...rest,
    madeAt: madeAt.toISOString(),
    ...(calledAt ? { calledAt: calledAt.toISOString() } : {}),
  });
  const sessionView = (one: Session & { fields?: string[] }) => ({
    id: one.id,
    citizenName: one.citizenName,
    operatorName: one.operatorName,
    centre: one.centre,
    services: one.services.map((id) => ({ id, title: registry.serviceById(id)?.definition.title ?? { tg: id } })),
    startedAt: one.startedAt.toISOString(),
    endsAt: one.endsAt.toISOString(),
    ...(one.endedBy ? { endedBy: one.endedBy } : {}),
    live: one.live,
    entries: one.entries,
    submitted: one.application !== undefined,
    ...(one.fields ? { fields: one.fields } : {}),
  });
  const schema = <const S extends object>(summary: string, more: S) => ({ summary, tags: ['service-centre'], ...more });

  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(`${BASE}/`)) void reply.header('cache-control', 'no-store');
  });

  routes.get(`${BASE}/queue`, { schema: schema('Today at the counter', { querystring: at, response: { 200: day } }) }, async (request) => {
    const today = await centres.queue.today(who(request), request.query.centre);
    const place = centres.centre(today.centre);
    return {
      centre: { id: today.centre, names: place?.names ?? { tg: today.centre }, desks: place?.desks ?? 1 },
      places: today.places.map((id) => ({ id, names: centres.centre(id)?.names ?? { tg: id } })),
      day: today.day,
      resources: (place?.resources ?? []).map(({ id, title, letter, services }) => ({ id, title, letter, services: titled(services) })),
      tickets: today.tickets.map(ticketView),
      expected: today.expected,
    };
  });
  routes.post(
    `${BASE}/queue/check-in`,
    {
      schema: schema('Check in by the code of an appointment', {
        querystring: at,
        body: z.strictObject({ code: z.string().max(40) }),
        response: { 200: ticket },
      }),
    },
    async (request) => ticketView(await centres.queue.checkIn(who(request), request.body.code, request.query.centre)),
  );
  routes.post(
    `${BASE}/queue/walk-in`,
    {
      schema: schema('A number for somebody without an appointment', {
        querystring: at,
        body: z.strictObject({ resource: z.string().max(64) }),
        response: { 200: ticket },
      }),
    },
    async (request) => ticketView(await centres.queue.walkIn(who(request), request.body.resource, request.query.centre)),
  );
  routes.post(
    `${BASE}/queue/next`,
    {
      schema: schema('Call the next person to a desk', {
        querystring: at,
        body: z.strictObject({ desk: z.int().min(1).max(1000) }),
        response: { 200: z.object({ ticket: ticket.optional() }) },
      }),
    },
    async (request) => {
      const next = await centres.queue.next(who(request), request.body.desk, request.query.centre);
      return next ? { ticket: ticketView(next) } : {};
    },
  );
  routes.post(
    `${BASE}/queue/:ticket/:act`,
    {
      schema: schema('Serve, finish, call again, or note that nobody came', {
        params: z.object({ ticket: z.string().max(64), act: z.enum(['serve', 'done', 'no-show', 'recall']) }),
        response: { 200: ticket },
      }),
    },
    async (request) => ticketView(await centres.queue.act(who(request), request.params.ticket, request.params.act)),
  );
  routes.get(
    `${BASE}/load`,
    { schema: schema('How the day goes, for supervisors', { querystring: at, response: { 200: load } }) },
    async (request) => centres.load(who(request), request.query.centre),
  );
  routes.get(
    `${BASE}/audit`,
    {
      schema: schema('Sessions of help, for supervisors; of the sampled ones also the names of the fields', {
        response: { 200: z.array(session) },
      }),
    },
    async (request) => (await centres.assisted.audited(who(request))).map(sessionView),
  );
  routes.post(
    `${BASE}/codes`,
    {
      schema: schema('Send a one-time code to the phone of a citizen', {
        querystring: at,
        body: z.strictObject({ passport: z.string().max(40), surname: z.string().max(100), service: z.string().max(64) }),
        response: { 200: z.object({ shown: z.string().optional() }) },
      }),
    },
    async (request) => codes.send(who(request), request.body, request.query.centre),
  );
  routes.get(`${BASE}/sessions`, { schema: schema('My sessions of help', { response: { 200: z.array(session) } }) }, async (request) =>
    (await centres.assisted.asOperator(who(request))).map(sessionView),
  );
  routes.post(
    `${BASE}/sessions`,
    {
      schema: schema('Begin a session by the citizen’s one-time code', {
        querystring: at,
        body: z.strictObject({ code: z.string().max(40) }),
        response: { 200: session },
      }),
    },
    async (request) => sessionView(await centres.begin(who(request), request.body.code, request.query.centre)),
  );
  routes.post(
    `${BASE}/sessions/:id/end`,
    { schema: schema('End a session', { params: z.object({ id: z.string().max(64) }), response: { 200: session } }) },
    async (request) => sessionView(await centres.assisted.end(who(request), request.params.id)),
  );
}
