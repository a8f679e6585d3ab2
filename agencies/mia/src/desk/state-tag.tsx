import type { ApplicationState } from '@hukumat/contract';
import type { Translator } from '@hukumat/contract/plugin';

const TONE: Partial<Record<ApplicationState, 'info' | 'good' | 'warning' | 'danger'>> = {
  submitted: 'info',
  in_review: 'info',
  sent_back: 'warning',
  approved: 'good',
  issued: 'good',
  rejected: 'danger',
};

export function StateTag({ state, text }: { state: ApplicationState; text: Translator }) {
  return <span className={`hk-status hk-tone-${TONE[state] ?? 'plain'}`}>{text(`state.${state}`)}</span>;
}
