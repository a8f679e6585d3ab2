import { type Answers, APPLICATION_STATES, langSchema, slugSchema, textSchema } from '@hukumat/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Objection, Opinion, Upload } from '../model.ts';

const row = z.record(z.string().max(48), z.union([z.string().max(10_000), z.number(), z.boolean()]));
const answer = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(50), z.array(row).max(50)]);
export const answers: z.ZodType<Answers> = z.record(z.string().max(48), answer);
export const id = z.uuid();
export const version = z.int().min(1);
export const words = z.string().max(2000);
export const inLang = z.object({ lang: langSchema.default('tg') });

export const summary = z.object({
  id,
  number: z.string(),
  service: z.string(),
  agency: z.string(),
  applicant: z.string(),
  actingName: z.string().optional(),
  channel: z.enum(['online', 'centre']),
  state: z.enum(APPLICATION_STATES),
  submittedAt: z.string(),
  dueOn: z.string().optional(),
  expiresOn: z.string().optional(),
  overdue: z.literal(true).optional(),
  assignee: z.string().optional(),
  assigneeName: z.string().optional(),
  version,
});
const file = z.object({ id, field: z.string(), name: z.string(), type: z.string(), bytes: z.int(), href: z.string() });
export const detail = summary.extend({
  answers,
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  uploads: z.array(file),
  timeline: z.array(
    z.object({ at: z.string(), type: z.string(), actor: z.string(), onBehalfOf: z.string().optional(), note: z.string().optional() }),
  ),
  reason: z.string().optional(),
  note: z.string().optional(),
  sentBack: z.object({ fields: z.array(z.string()), message: z.string(), until: z.string().optional() }).optional(),
  proposal: z
    .object({
      by: z.string(),
      name: z.string(),
      at: z.string(),
      approve: z.boolean(),
      reason: z.string().optional(),
      note: z.string().optional(),
    })
    .optional(),
  partyName: z.string().optional(),
});
export const fault = z.object({ field: z.string(), step: z.string(), code: z.string(), message: z.string() });
export const note = z.object({ id, authorName: z.string(), text: z.string(), at: z.string() });
export const letterText = z.union([z.strictObject({ code: slugSchema }), z.strictObject({ title: textSchema, body: textSchema })]);
export const letter = z.object({
  id,
  code: z.string().optional(),
  title: textSchema,
  body: textSchema,
  authorName: z.string(),
  at: z.string(),
});
export const change = z.object({ version, field: z.string(), before: answer.optional(), after: answer.optional(), at: z.string() });
export const rating = z.object({ stars: z.int(), comment: z.string().optional(), at: z.string() });
export const objection = z.object({
  id,
  text: z.string(),
  filedAt: z.string(),
  dueOn: z.string().optional(),
  answer: z.string().optional(),
  granted: z.boolean().optional(),
  answeredAt: z.string().optional(),
});
export const opinion = z.object({
  id,
  number: z.string(),
  service: z.string(),
  asking: z.string(),
  agency: z.string(),
  question: z.string(),
  shared: z.array(z.object({ name: z.string(), label: textSchema, value: z.string() })),
  uploads: z.array(file),
  askedName: z.string(),
  askedAt: z.string(),
  dueOn: z.string().optional(),
  overdue: z.boolean(),
  answer: z.string().optional(),
  favours: z.boolean().optional(),
  answeredName: z.string().optional(),
  answeredAt: z.string().optional(),
  recalled: z.literal(true).optional(),
});

/** Moments as the API writes them. */
export const dated = <T extends { at: Date }>({ at, ...given }: T) => ({ ...given, at: at.toISOString() });
export const objectionOf = ({ filedAt, answeredAt, ...given }: Objection) => ({
  ...given,
  filedAt: filedAt.toISOString(),
  ...(answeredAt ? { answeredAt: answeredAt.toISOString() } : {}),
});
/** `fileBase` is where the reader fetches the shared files from. */
export const opinionOf = ({ askedAt, answeredAt, uploads, application: _hidden, ...given }: Opinion, fileBase: string) => ({
  ...given,
  uploads: uploads.map((upload) => ({ ...upload, href: `${fileBase}/${upload.id}` })),
  askedAt: askedAt.toISOString(),
  ...(answeredAt ? { answeredAt: answeredAt.toISOString() } : {}),
});

/** A stranger's file is never shown inside the portal: it is downloaded, and nothing in it may run. */
export function asFile(reply: FastifyReply, upload: Upload, content: Uint8Array) {
  return reply
    .header('content-type', upload.type)
    .header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(upload.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(Buffer.from(content));
}
