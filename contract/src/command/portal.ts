import { z } from 'zod';
import type { Finding } from '../standard.ts';

const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  place: z.string(),
  message: z.string(),
  advice: z.string(),
});
const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  findings: z.array(findingSchema).optional(),
});
export const releaseSchema = z.object({
  agency: z.string(),
  version: z.string(),
  state: z.string(),
  publisher: z.string(),
  submittedAt: z.string(),
  reason: z.string().nullish(),
});

/** The portal said no. `findings` tell why, where it checked a release. */
export class Refusal extends Error {
  readonly findings: readonly Finding[];
  constructor(message: string, findings: readonly Finding[] = []) {
    super(message);
    this.findings = findings;
  }
}

async function problemOf(answer: Response): Promise<Refusal> {
  const text = await answer.text();
  const json = /^\s*\{/.test(text) ? problemSchema.safeParse(JSON.parse(text)) : undefined;
  const { title, detail, code, findings } = json?.data ?? {};
  const words = [title, detail].filter(Boolean).join(': ') || text.slice(0, 200);
  return new Refusal(`The portal answered ${answer.status}${code ? ` (${code})` : ''}: ${words}`, findings);
}

/** Calls the portal's API as whoever the token in `HUKUMAT_TOKEN` belongs to. */
export async function call<T>(portal: string, method: string, path: string, answerSchema: z.ZodType<T>, body?: unknown): Promise<T> {
  const { origin } = new URL(portal);
  const token = process.env.HUKUMAT_TOKEN;
  if (!token) throw new Refusal(`Set HUKUMAT_TOKEN: sign in at ${origin} and make a personal access token`);
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}`, origin };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init = { method, headers, signal: AbortSignal.timeout(60_000), ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(new URL(path, origin), init).catch((error: unknown) => {
    throw new Refusal(`${origin} does not answer: ${error instanceof Error ? (error.cause ?? error.message) : String(error)}`);
  });
  if (!answer.ok) throw await problemOf(answer);
  return answerSchema.parse(await answer.json());
}
