import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The log of one process: routes, codes and identifiers of ours, never names, addresses, cookies or what somebody typed. */
export function createLog(level: Config['logLevel'], destination?: { write(text: string): void }): Logger {
  const options = { level, base: { pid: process.pid }, serializers: { err: withoutPersonalData } };
  return destination ? pino(options, destination) : pino(options);
}

/** Database errors quote values; of them only code and constraint are kept. */
function withoutPersonalData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, severity, constraint, table } = error as Error & Record<string, unknown>;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  const database = typeof severity === 'string';
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(database ? { constraint, table } : { message: error.message }),
    stack: frames,
    ...(error.cause instanceof Error ? { cause: withoutPersonalData(error.cause) } : {}),
  };
}
