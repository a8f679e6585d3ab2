import { CATEGORIES, slugSchema, textSchema } from '@hukumat/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../platform/problem.ts';
import type { Catalogue } from './catalogue.ts';
import type { Offered } from './graph.ts';
import { REGISTER_STATES } from './register.ts';
import { registerCsv } from './register-csv.ts';
import { statisticsCsv } from './statistics-csv.ts';

const TURTLE = 'text/turtle; charset=utf-8';
const JSON_LD = 'application/ld+json; charset=utf-8';

const service = z.object({
  id: slugSchema,
  version: z.int(),
  agency: slugSchema,
  title: textSchema,
  summary: textSchema,
  category: z.enum(CATEGORIES),
  lifeEvents: z.array(z.string()),
  channels: z.array(z.string()),
  workingDays: z.int(),
  page: z.string(),
  turtle: z.string(),
  jsonLd: z.string(),
  /** Mandatory fields of CPSV-AP 3.2.0 that its definition does not fill. */
  missing: z.array(z.string()),
});
const entry = z.object({
  id: slugSchema,
  names: textSchema,
  category: z.enum(CATEGORIES),
  agencies: z.array(slugSchema),
  mandatory: z.boolean().nullable(),
  state: z.enum(REGISTER_STATES),
  announcedFor: z.string().optional(),
  source: z.string(),
  sample: z.boolean().optional(),
});

const figures = z.object({
  service: z.string(),
  agency: z.string(),
  volume: z.int().optional(),
  p50WorkingDays: z.number().optional(),
  p90WorkingDays: z.number().optional(),
  onTimeShare: z.number().optional(),
  refusedShare: z.number().optional(),
  channels: z.object({ online: z.int().optional(), centre: z.int().optional() }),
  satisfaction: z.object({ average: z.number(), ratings: z.int() }).optional(),
});

export function catalogueRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const kept = (reply: FastifyReply) => void reply.header('cache-control', 'public, max-age=300');
  const line = (offered: Offered) => {
    const { definition, agency } = offered;
    return {
      id: definition.id,
      version: definition.version,
      agency: agency.id,
      title: definition.title,
      summary: definition.summary,
      category: definition.category,
      lifeEvents: definition.lifeEvents,
      channels: definition.channels,
      workingDays: definition.workflow.workingDays,
      page: `/tg/services/${definition.id}`,
      turtle: `/api/v1/services/${definition.id}.ttl`,
      jsonLd: `/api/v1/services/${definition.id}.jsonld`,
      missing: catalogue.missing(offered).map(({ type, property }) => `${type} ${property}`),
    };
  };

  routes.get(
    '/api/v1/services',
    { schema: { summary: 'Services that are offered', tags: ['catalogue'], response: { 200: z.object({ services: z.array(service) }) } } },
    async (_request, reply) => {
      kept(reply);
      return { services: catalogue.offered().map(line) };
    },
  );
  routes.get(
    '/api/v1/services/:service',
    {
      schema: {
        summary: 'One service: JSON, or CPSV-AP by its ending (.ttl, .jsonld) or by Accept',
        tags: ['catalogue'],
        params: z.object({ service: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      const [, id = '', ending] = /^(.*?)(?:\.(ttl|jsonld))?$/.exec(request.params.service) ?? [];
      const found = catalogue.find(id);
      if (!found) throw notFound('The service');
      kept(reply);
      void reply.header('vary', 'accept');
      const kind = ending ?? asked(request.headers.accept ?? '');
      if (kind === 'ttl') return reply.type(TURTLE).send(await catalogue.turtle([found]));
      if (kind === 'jsonld') return reply.type(JSON_LD).send(JSON.stringify(catalogue.jsonLd([found])));
      return { ...line(found), definition: found.definition };
    },
  );
  routes.get(
    '/api/v1/catalogue.ttl',
    { schema: { summary: 'All services as CPSV-AP 3.2.0 in Turtle', tags: ['catalogue'] } },
    async (_request, reply) => {
      kept(reply);
      return reply.type(TURTLE).send(await catalogue.turtle(catalogue.offered()));
    },
  );
  routes.get(
    '/api/v1/register.json',
    {
      schema: {
        summary: 'The register of state services',
        tags: ['catalogue'],
        response: { 200: z.object({ online: z.int(), known: z.int(), share: z.int(), services: z.array(entry) }) },
      },
    },
    async (_request, reply) => {
      kept(reply);
      const { entries, online, known, share } = catalogue.register();
      return { online, known, share, services: entries };
    },
  );
  routes.get(
    '/api/v1/register.csv',
    { schema: { summary: 'The register of state services as a table', tags: ['catalogue'] } },
    async (_request, reply) => {
      kept(reply);
      void reply.header('content-disposition', 'attachment; filename="register.csv"');
      return reply.type('text/csv; charset=utf-8').send(registerCsv(catalogue.register()));
    },
  );
  routes.get(
    '/api/v1/statistics.json',
    {
      schema: {
        summary: 'Public figures of the services over the last year; what counts fewer than five people is absent',
        tags: ['catalogue'],
        response: { 200: z.object({ services: z.array(figures) }) },
      },
    },
    async (_request, reply) => {
      kept(reply);
      return { services: await catalogue.statistics() };
    },
  );
  routes.get(
    '/api/v1/statistics.csv',
    { schema: { summary: 'The same figures as a table', tags: ['catalogue'] } },
    async (_request, reply) => {
      kept(reply);
      void reply.header('content-disposition', 'attachment; filename="statistics.csv"');
      return reply.type('text/csv; charset=utf-8').send(statisticsCsv(await catalogue.statistics()));
    },
  );
}

/** The RDF form that a reader asks for before JSON; whoever takes anything gets JSON. */
function asked(accept: string): 'ttl' | 'jsonld' | undefined {
  const wanted = accept.split(',').map((part) => {
    const [type = '', ...rest] = part
      .toLowerCase()
      .split(';', 9)
      .map((one) => one.trim());
    const weight = rest.find((one) => one.startsWith('q='));
    return { type, weight: weight ? Number(weight.slice(2)) : 1 };
  });
  const best = (type: string) => Math.max(0, ...wanted.filter((one) => one.type === type).map((one) => one.weight));
  const [turtle, jsonLd, json] = [best('text/turtle'), best('application/ld+json'), best('application/json')];
  if (Math.max(turtle, jsonLd) === 0 || json > Math.max(turtle, jsonLd)) return undefined;
  return turtle >= jsonLd ? 'ttl' : 'jsonld';
}
