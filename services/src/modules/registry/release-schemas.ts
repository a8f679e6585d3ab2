import { slugSchema, versionSchema } from '@hukumat/contract';
import { RULE_IDS } from '@hukumat/contract/standard';
import { z } from 'zod';
import { RELEASE_STATES } from './release.ts';

export const agencyParams = z.object({ agency: slugSchema });
export const releaseParams = z.object({ agency: slugSchema, version: versionSchema });
/** PostgreSQL stores no NUL. */
export const reason = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((text) => !text.includes('\0'));

export const summary = z.object({
  agency: z.string(),
  version: z.string(),
  digest: z.string().describe('SHA-384 (base64) of the canonical manifest'),
  state: z.enum(RELEASE_STATES),
  publisher: z.string(),
  submittedAt: z.string(),
  reviewer: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  reason: z.string().nullable(),
});
const change = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
export const detail = summary.extend({
  findings: z.array(
    z.object({
      code: z.string(),
      rule: z.enum(RULE_IDS).optional().describe('The rule of the standard that it breaks'),
      severity: z.enum(['error', 'warning']),
      place: z.string(),
      message: z.string(),
      advice: z.string(),
    }),
  ),
  against: z.string().nullable().describe('The live version that powers and routes are compared with'),
  powers: change,
  routes: change,
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha384: z.string() })),
});
export const releases = z.object({ releases: z.array(summary) });
