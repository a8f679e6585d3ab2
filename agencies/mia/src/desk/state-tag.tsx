import type { ApplicationState } from '@hukumat/contract';
import type { Translator } from '@hukumat/contract/plugin';

const TONE: Partial<Record<ApplicationState, 'info' | 'success' | 'warning' | 'error'>> = {
  submitted: 'info',
  in_review: 'info',
  sent_back: 'warning',
  approved: 'success',
  issued: 'success',
  rejected: 'error',
};

export function StateTag({ state, text }: { state: ApplicationState; text: Translator }) {
  return <span className={`hk-tag hk-tag--${TONE[state] ?? 'neutral'}`}>{text(`state.${state}`)}</span>;
}
