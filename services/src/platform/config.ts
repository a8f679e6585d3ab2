import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((v) => v === '1');

const schema = z.strictObject({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HUKUMAT_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((v) => new URL(v).pathname === '/' && !v.endsWith('/'), 'must be an origin without a path or final slash')
    .optional(),
  HUKUMAT_DATA: z.string().min(1).default('.data'),
  HUKUMAT_DEMO: flag.default(true),
  /** Back ends of agencies may stand on private addresses and speak plain http. By default only in a demonstration. */
  HUKUMAT_PRIVATE_BACKENDS: flag.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The mail server, `smtp://user:password@host:587` or `smtps://…`. */
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /./,
      error: 'write smtp://user:password@host:587, or smtps:// where the connection begins encrypted',
    })
    .optional(),
  /** The address that e-mail comes from. */
  MAIL_FROM: z.email('write an address, like no-reply@example.tj').optional(),
  /** Days that things are kept, `drafts=30,messages=365`; what is not named keeps its own. */
  HUKUMAT_RETENTION: z.string().default(''),
  OBJECT_STORE: z.string().optional(),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

/** How long each kind of data is kept. No law has been confirmed for these figures yet: what is not configured is a sample. */
const RETENTION = {
  /** Untouched drafts, where the service itself names no days. */
  drafts: 30,
  /** Answers and files of what was withdrawn or has expired. */
  withdrawn: 365,
  /** Files of what was decided. */
  uploads: 5 * 365,
  /** Messages of the inbox. */
  messages: 3 * 365,
  /** Files of the embedded outboxes. */
  outbox: 30,
} as const;
export type Kept = keyof typeof RETENTION;
export type Retention = Readonly<Record<Kept, { days: number; sample: boolean }>>;

/** The settings of one portal process, read once from the environment. */
export interface Config {
  port: number;
  /** Public origin without a final slash; sign-in, QR codes, cookies and feeds use it. */
  origin: string;
  dataDir: string;
  demo: boolean;
  privateBackends: boolean;
  retention: Retention;
  databaseUrl?: string;
  /** Without it a demonstration keeps e-mail as files, and any other portal sends none. */
  smtp?: { url: string; from?: string };
  objectDir: string;
  metricsPort?: number;
  /** Another OpenID provider than the embedded one. */
  oidc?: { issuer: string; clientId: string; clientSecret: string };
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

export class ConfigError extends Error {}

/** Reads the settings from `env`. @throws ConfigError with one sentence per wrong value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const known = Object.fromEntries(
    Object.keys(schema.shape)
      .filter((k) => env[k] !== undefined && env[k] !== '')
      .map((k) => [k, env[k]]),
  );
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((i) => `${i.path.join('.')} is ${shown(String(i.path[0]), env)}: ${i.message}`).join('\n'),
    );
  }
  const v = parsed.data;
  if (v.OIDC_ISSUER && !(v.OIDC_CLIENT_ID && v.OIDC_CLIENT_SECRET)) {
    throw new ConfigError('OIDC_ISSUER is set: OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too');
  }
  const dataDir = resolve(v.HUKUMAT_DATA);
  return {
    port: v.PORT,
    origin: v.HUKUMAT_ORIGIN ?? `http://localhost:${v.PORT}`,
    dataDir,
    demo: v.HUKUMAT_DEMO,
    retention: readRetention(v.HUKUMAT_RETENTION),
    privateBackends: v.HUKUMAT_PRIVATE_BACKENDS ?? v.HUKUMAT_DEMO,
    ...(v.DATABASE_URL ? { databaseUrl: v.DATABASE_URL } : {}),
    ...(v.SMTP_URL ? { smtp: { url: v.SMTP_URL, ...(v.MAIL_FROM ? { from: v.MAIL_FROM } : {}) } } : {}),
    objectDir: resolve(v.OBJECT_STORE ?? resolve(dataDir, 'objects')),
    ...(v.METRICS_PORT === undefined ? {} : { metricsPort: v.METRICS_PORT }),
    ...(v.OIDC_ISSUER && v.OIDC_CLIENT_ID && v.OIDC_CLIENT_SECRET
      ? { oidc: { issuer: v.OIDC_ISSUER, clientId: v.OIDC_CLIENT_ID, clientSecret: v.OIDC_CLIENT_SECRET } }
      : {}),
    logLevel: v.LOG_LEVEL,
  };
}

/** These may hold a password: what was written is not repeated in a log. */
const SECRET = /^(DATABASE_URL|SMTP_URL|OIDC_CLIENT_SECRET)$/;
const shown = (name: string, env: NodeJS.ProcessEnv): string => (SECRET.test(name) ? 'not valid' : JSON.stringify(env[name]));

function readRetention(text: string): Retention {
  const kept = Object.entries(RETENTION).map(([kind, days]) => [kind, { days: days as number, sample: true }] as const);
  const table = new Map<string, { days: number; sample: boolean }>(kept);
  for (const pair of text.split(',').filter(Boolean)) {
    const [kind = '', days = ''] = pair.split('=').map((part) => part.trim());
    if (!table.has(kind) || !/^[1-9]\d{0,4}$/.test(days))
      throw new ConfigError(
        `HUKUMAT_RETENTION holds ${JSON.stringify(pair)}: write one of ${Object.keys(RETENTION).join(', ')} with its days, like drafts=30`,
      );
    table.set(kind, { days: Number(days), sample: false });
  }
  return Object.fromEntries(table) as Retention;
}
