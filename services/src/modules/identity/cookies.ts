import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-`: set by this host alone, for all of it, and only over a safe connection (localhost counts as one). */
const NAMES = { session: '__Host-sid', login: '__Host-login' } as const;
const OPTIONS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

export const readCookie = (request: FastifyRequest, which: keyof typeof NAMES): string | undefined => {
  const value = request.cookies[NAMES[which]];
  return value && /^[\w-]{43}$/.test(value) ? value : undefined;
};
export function setCookie(reply: FastifyReply, which: keyof typeof NAMES, value: string): void {
  void reply.setCookie(NAMES[which], value, OPTIONS);
}
export function clearCookie(reply: FastifyReply, which: keyof typeof NAMES): void {
  void reply.clearCookie(NAMES[which], OPTIONS);
}
