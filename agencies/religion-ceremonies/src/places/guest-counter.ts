import type { Drawn } from '@hukumat/contract/lit';
import type { View } from '@hukumat/contract/plugin';
import { html } from 'lit';
import { eventsFor } from '../events-for.ts';
import { LIMITS } from '../limits.ts';

const STEP = 10;
/** Views whose field is already followed: a drawing function is called many times for one view. */
const followed = new WeakSet<View>();

/** Two large buttons beside the portal's own number, and at once what the law lets that many people attend. */
export function guestCounter({ host, view, redraw }: Drawn) {
  const field = view.field;
  if (!field) return undefined;
  if (!followed.has(view)) {
    followed.add(view);
    const stop = field.value.subscribe(() => queueMicrotask(redraw));
    view.signal.addEventListener('abort', stop);
  }
  const t = host.text;
  const guests = Number.parseInt(field.value.value, 10);
  const known = Number.isInteger(guests) && guests >= 1;
  const allowed = known ? eventsFor(guests) : [];
  const add = (people: number) => field.set(String(Math.max(1, (known ? guests : 0) + people)));
  const verdict = !known
    ? t('guests.ask')
    : allowed.length === 0
      ? t('guests.none', { limit: LIMITS.pilaf })
      : t('guests.allowed', { kinds: allowed.map((kind) => t(`kind.${kind}`)).join(', ') });
  return html`
    <p class="hk-hint" aria-live="polite">${verdict}</p>
    <div class="ceremonies-counter">
      <button type="button" class="hk-button hk-button-second" aria-label=${t('guests.fewer')} @click=${() => add(-STEP)}>−${STEP}</button>
      <button type="button" class="hk-button hk-button-second" aria-label=${t('guests.more')} @click=${() => add(STEP)}>+${STEP}</button>
    </div>
  `;
}
