import { Histogram, register } from 'prom-client';
import { Problem } from '../../platform/problem.ts';

const NAME = 'gateway_call_seconds';

/** Seconds of calls by back end and outcome; never by address, which may be personal. One process has one such figure. */
const seconds = (): Histogram =>
  (register.getSingleMetric(NAME) as Histogram | undefined) ??
  new Histogram({
    name: NAME,
    help: "Seconds of calls to agencies' own servers",
    labelNames: ['backend', 'method', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  });

export async function countCalls<T extends { status: number }>(backend: string, method: string, call: () => Promise<T>): Promise<T> {
  const end = seconds().startTimer({ backend, method });
  try {
    const answer = await call();
    end({ outcome: String(answer.status) });
    return answer;
  } catch (error) {
    end({ outcome: error instanceof Problem ? error.code : 'failed' });
    throw error;
  }
}
