import { LANGS, type Lang } from '@hukumat/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Interaction } from 'oidc-provider';
import { system } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { loaOf, reaches } from '../assurance.ts';
import type { DemoPerson, PlainPage } from '../index.ts';
import type { createPasswords } from './passwords.ts';
import type { SecondFactor } from './second-factor.ts';
import { brokenPage, codePage, passwordPage } from './sign-in-page.ts';

export interface InteractionDeps {
  provider: Provider;
  passwords: ReturnType<typeof createPasswords>;
  /** Absent where no second step is set up; then nobody reaches `high`. */
  secondFactor: SecondFactor | undefined;
  demoPeople(): Promise<DemoPerson[]>;
  show(request: FastifyRequest, reply: FastifyReply, status: number, page: PlainPage): Promise<unknown>;
}

/** Wrong codes of one attempt before it is over. */
const CODES_ALLOWED = 5;

/** The provider's pages: who are you, and for `high` a code. Plain forms; each answers 200, 422 with what was typed, or 303. */
export function interactionRoutes(app: FastifyInstance, { db }: Pick<Platform, 'db'>, deps: InteractionDeps): void {
  const { provider, passwords, secondFactor, show } = deps;
  const config = { rateLimit: { max: 60, timeWindow: '1 minute' } };

  app.get('/oidc/interaction/:uid', { config }, async (request, reply) => {
    const attempt = await attemptOf(request, reply);
    if (!attempt) return show(request, reply, 410, brokenPage(langIn(request), 'over'));
    return next(request, reply, attempt);
  });

  app.post('/oidc/interaction/:uid', { config }, async (request, reply) => {
    const attempt = await attemptOf(request, reply);
    if (!attempt) return show(request, reply, 410, brokenPage(langIn(request), 'over'));
    const body = (request.body ?? {}) as Record<string, unknown>;
    const proven = provenBy(attempt);
    if (proven) return checkCode(request, reply, attempt, proven, text(body.code));
    const name = attempt.session?.accountId ?? text(body.name).trim();
    const verdict = await passwords(name, text(body.password), request.ip);
    if (!verdict.ok) return askPassword(request, reply, attempt, { name, error: verdict.why });
    if (!wantsHigh(attempt)) return finish(request, reply, verdict.subject, 'substantial', ['pwd']);
    await remember(attempt, { proven: verdict.subject, wrongCodes: 0 });
    return reply.redirect(request.url, 303);
  });

  async function attemptOf(request: FastifyRequest, reply: FastifyReply): Promise<Interaction | undefined> {
    // The cookie names the attempt; the address must be that attempt's.
    const found = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    return found && found.uid === (request.params as { uid: string }).uid ? found : undefined;
  }

  async function next(request: FastifyRequest, reply: FastifyReply, attempt: Interaction): Promise<unknown> {
    const subject = provenBy(attempt);
    if (!subject)
      return askPassword(request, reply, attempt, {
        name: attempt.session?.accountId ?? (text(query(request).name) || attempt.params.login_hint || ''),
      });
    return askCode(request, reply, attempt, subject, false);
  }

  async function askPassword(
    request: FastifyRequest,
    reply: FastifyReply,
    attempt: Interaction,
    page: { name: string; error?: 'wrong' | 'wait' },
  ): Promise<unknown> {
    const fixed = attempt.session?.accountId !== undefined;
    const people = fixed ? [] : await deps.demoPeople();
    const status = page.error === 'wait' ? 429 : page.error ? 422 : 200;
    return show(request, reply, status, passwordPage(langOf(request, attempt), request.url, { ...page, fixed, people }));
  }

  async function askCode(
    request: FastifyRequest,
    reply: FastifyReply,
    attempt: Interaction,
    subject: string,
    wrong: boolean,
  ): Promise<unknown> {
    const lang = langOf(request, attempt);
    if (!secondFactor) return show(request, reply, 403, brokenPage(lang, 'noSecond'));
    const { shown } = await secondFactor.send(attempt.uid, subject);
    return show(request, reply, wrong ? 422 : 200, codePage(lang, request.url, { shown, error: wrong }));
  }

  async function checkCode(
    request: FastifyRequest,
    reply: FastifyReply,
    attempt: Interaction,
    subject: string,
    code: string,
  ): Promise<unknown> {
    const wrongCodes = Number(attempt.result?.wrongCodes ?? 0);
    if (wrongCodes >= CODES_ALLOWED) return show(request, reply, 410, brokenPage(langOf(request, attempt), 'over'));
    if (await secondFactor?.check(attempt.uid, subject, code)) return finish(request, reply, subject, 'high', ['pwd', 'otp', 'mfa']);
    await remember(attempt, { proven: subject, wrongCodes: wrongCodes + 1 });
    await db.write(system('second-step'), ({ journal }) =>
      journal({ type: 'identity.sign-in-failed', subject, entity: 'sign-in', data: { step: 'code' } }),
    );
    return askCode(request, reply, attempt, subject, true);
  }

  async function finish(request: FastifyRequest, reply: FastifyReply, accountId: string, acr: string, amr: string[]): Promise<unknown> {
    const target = await provider.interactionResult(request.raw, reply.raw, { login: { accountId, acr, amr, remember: false } });
    return reply.header('cache-control', 'no-store').redirect(target, 303);
  }
}

/** Who has proven the password in this attempt, when only the code is missing: just now, or signed in before. */
function provenBy(attempt: Interaction): string | undefined {
  const proven = attempt.result?.proven;
  if (typeof proven === 'string') return proven;
  return attempt.prompt.reasons.every((reason) => reason === 'loa') && wantsHigh(attempt) ? attempt.session?.accountId : undefined;
}

async function remember(attempt: Interaction, result: { proven: string; wrongCodes: number }): Promise<void> {
  attempt.result = result;
  await attempt.save(Math.max(60, attempt.exp - Math.floor(Date.now() / 1000)));
}

const wantsHigh = (attempt: Interaction): boolean => reaches(loaOf(attempt.params.acr_values?.split(' ')[0]), 'high');
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
const query = (request: FastifyRequest): Record<string, unknown> => request.query as Record<string, unknown>;
const known = (value: unknown): Lang | undefined => LANGS.find((lang) => lang === value);
const langIn = (request: FastifyRequest): Lang => known(query(request).lang) ?? 'tg';
const langOf = (request: FastifyRequest, attempt: Interaction): Lang =>
  known(query(request).lang) ?? known(attempt.params.ui_locales?.split(' ')[0]) ?? 'tg';
