import type { Drawn } from '@hukumat/contract/lit';
import { html } from 'lit';
import { eventsFor } from '../events-for.ts';
import { LIMITS } from '../limits.ts';

/** A number with two large buttons, and at once what the law lets that many people attend. */
export function guestCounter({ host, view, redraw }: Drawn) {
  const field = view.field;
  if (!field) return undefined;
  const t = host.text;
  const guests = Number.parseInt(field.value.value, 10);
  const known = Number.isInteger(guests);
  const write = (value: number) => {
    field.set(String(Math.max(1, value)));
    redraw();
  };
  const allowed = known ? eventsFor(guests) : [];
  return html`
    <div class="ceremonies-counter">
      <button type="button" class="hk-button hk-button-second" aria-label=${t('guests.fewer')} @click=${() => write((known ? guests : 1) - 10)}>−10</button>
      <input
        class="hk-input ceremonies-counter__number"
        inputmode="numeric"
        aria-label=${t('guests.label')}
        aria-invalid=${field.invalid.value ? 'true' : 'false'}
        value=${field.value.value}
        @input=${(event: InputEvent) => {
          field.set((event.target as HTMLInputElement).value);
          redraw();
        }}
      />
      <button type="button" class="hk-button hk-button-second" aria-label=${t('guests.more')} @click=${() => write((known ? guests : 0) + 10)}>+10</button>
    </div>
    <p class="hk-hint" aria-live="polite">
      ${!known || guests < 1 ? t('guests.ask') : allowed.length === 0 ? t('guests.none', { limit: LIMITS.pilaf }) : t('guests.allowed', { kinds: allowed.map((kind) => t(`kind.${kind}`)).join(', ') })}
    </p>
  `;
}
