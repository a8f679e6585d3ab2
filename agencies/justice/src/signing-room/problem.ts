import type { Host } from '@hukumat/contract/plugin';
import { type Ref, ref } from 'vue';

const KNOWN = new Set(['forbidden', 'not-found', 'offline']);

/** Runs a call to the portal; what went wrong stays in `message` until the next run. */
export function useProblem(host: Host): { message: Ref<string>; run(work: () => Promise<void>): Promise<boolean> } {
  const message = ref('');
  return {
    message,
    async run(work) {
      message.value = '';
      try {
        await work();
        return true;
      } catch (error) {
        if (host.signal.aborted) return false;
        const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
        message.value = KNOWN.has(code) ? host.text(`problem.${code}`) : host.text('problem.unknown', { incident: host.report(error) });
        return false;
      }
    },
  };
}
