import { slugSchema, textSchema } from '@hukumat/contract';
import { RULE_IDS, SECTION_STATES, STANDARD, VERDICTS } from '@hukumat/contract/standard';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../platform/problem.ts';
import type { Directory } from '../directory/index.ts';
import { scoreboardCsv } from './scoreboard-csv.ts';
import type { AuditLine, Standard } from './standard.ts';

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';
const counts = z.object(Object.fromEntries(VERDICTS.map((verdict) => [verdict, z.int()])));
const line = z.object({ agency: slugSchema, auditedOn: z.string(), state: z.enum(SECTION_STATES), counts });
const rule = z.object({
  id: z.enum(RULE_IDS),
  version: z.int(),
  severity: z.enum(['B', 'M', 'm']),
  title: textSchema,
  remedy: textSchema,
  thresholds: z.record(z.string(), z.number()),
  legalBasis: z.array(z.object({ act: textSchema, source: z.string(), sample: z.boolean() })),
  source: z.string(),
  scope: z.array(z.string()),
});
const finding = z.object({
  id: z.string(),
  rule: z.enum(RULE_IDS),
  url: z.string(),
  message: z.record(z.string(), z.unknown()),
  evidence: z.object({ url: z.string(), sha256: z.string(), excerpt: z.string(), ruleVersion: z.int() }),
});

/** The standard and its audits as open data, and the evidence behind every figure. */
export function standardRoutes(
  app: FastifyInstance,
  standard: Standard & { evidence(sha256: string): Promise<Uint8Array | undefined> },
  directory: Directory,
): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const kept = (reply: FastifyReply) =>
    void reply.header('cache-control', 'public, max-age=300').header('link', `<${LICENCE}>; rel="license"`);
  const told = ({ agency, day, state, counts: all }: AuditLine) => ({ agency, auditedOn: day, state, counts: all });

  routes.get(
    '/api/v1/standard/rules',
    {
      schema: {
        summary: 'The rules of the standard',
        tags: ['standard'],
        response: { 200: z.object({ licence: z.string(), rules: z.array(rule) }) },
      },
    },
    async (_request, reply) => {
      kept(reply);
      const rules = STANDARD.map(({ id, version, severity, title, remedy, thresholds, legalBasis, source, scope }) => ({
        id,
        version,
        severity,
        title,
        remedy,
        thresholds: { ...thresholds },
        legalBasis: legalBasis.map((basis) => ({ act: basis.act, source: basis.source, sample: basis.sample === true })),
        source,
        scope: [...scope],
      }));
      return { licence: LICENCE, rules };
    },
  );
  routes.get(
    '/api/v1/standard/sections',
    {
      schema: {
        summary: 'How every section stood in its last audit',
        tags: ['standard'],
        response: { 200: z.object({ licence: z.string(), sections: z.array(line) }) },
      },
    },
    async (_request, reply) => {
      kept(reply);
      return { licence: LICENCE, sections: (await standard.scoreboard()).map(told) };
    },
  );
  routes.get(
    '/api/v1/standard/sections.csv',
    { schema: { summary: 'The same as a table', tags: ['standard'] } },
    async (_request, reply) => {
      kept(reply);
      return reply.type('text/csv; charset=utf-8').send(scoreboardCsv(await standard.scoreboard()));
    },
  );
  routes.get(
    '/api/v1/standard/sections/:agency',
    {
      schema: {
        summary: 'The last audit of one section with every finding',
        tags: ['standard'],
        params: z.object({ agency: slugSchema }),
        response: {
          200: line.extend({
            licence: z.string(),
            results: z.array(z.object({ rule: z.enum(RULE_IDS), version: z.int(), verdict: z.enum(VERDICTS), findings: z.array(finding) })),
          }),
        },
      },
    },
    async (request, reply) => {
      const { agency } = request.params;
      const audit = directory.agency(agency) ? await standard.section(agency) : undefined;
      if (!audit) throw notFound('The audit');
      kept(reply);
      const results = audit.results.map((result) => ({
        ...result,
        findings: result.findings.map((one) => ({ ...one, message: { ...one.message } })),
      }));
      return { ...told(audit), licence: LICENCE, results };
    },
  );
  routes.get(
    '/api/v1/standard/findings/:id/replay',
    {
      schema: {
        summary: 'Asks the rule of a finding again of the stored answers',
        tags: ['standard'],
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ same: z.boolean(), verdict: z.enum(VERDICTS) }) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return standard.replay(request.params.id);
    },
  );
  routes.get(
    '/api/v1/standard/evidence/:sha256',
    {
      schema: {
        summary: 'A stored answer, byte for byte, as plain text',
        tags: ['standard'],
        params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const bytes = await standard.evidence(request.params.sha256);
      if (!bytes) throw notFound('The evidence');
      // It may hold anybody's markup: shown as text, never run.
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', 'inline')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(Buffer.from(bytes));
    },
  );
}
