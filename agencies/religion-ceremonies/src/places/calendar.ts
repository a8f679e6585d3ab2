import type { Drawn } from '@hukumat/contract/lit';
import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import type { View } from '@hukumat/contract/plugin';
import { html, nothing } from 'lit';
import { addDays, addMonths, weekdayOf, weeksOf } from './month.ts';

interface Calendar {
  open: boolean;
  /** The day that the arrow keys stand on. */
  at: string;
}

/** Lives beside the view: a drawing function is called many times for one view. */
const calendars = new WeakMap<View, Calendar>();

const STEPS: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  Home: (date) => addDays(date, -weekdayOf(date)),
  End: (date) => addDays(date, 6 - weekdayOf(date)),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
};

/** The date that stands in the field, typed as `dd.mm.yyyy`. */
function dateIn(typed: string): string | undefined {
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(typed.trim());
  if (!parts) return undefined;
  return `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}`;
}

/** A month to choose the day from, over the portal's own date field. Days that have passed cannot be chosen. */
export function calendar({ host, view, redraw }: Drawn) {
  const field = view.field;
  if (!field) return undefined;
  const t = host.text;
  const today = dushanbeDate(Date.now());
  const chosen = dateIn(field.value.value);
  const state = calendars.get(view) ?? { open: false, at: today };
  if (!calendars.has(view)) {
    calendars.set(view, state);
    const stop = field.value.subscribe(() => queueMicrotask(redraw));
    view.signal.addEventListener('abort', stop);
  }

  const toggle = () => {
    state.open = !state.open;
    state.at = chosen !== undefined && chosen >= today ? chosen : today;
    redraw();
    if (state.open) focusDay();
  };
  const focusDay = () => view.root.querySelector<HTMLElement>('[data-day][tabindex="0"]')?.focus();
  const move = (next: string, focus: boolean) => {
    state.at = next < today ? today : next;
    redraw();
    if (focus) focusDay();
  };
  const choose = (date: string) => {
    field.set(formatDate(date, 'tg'));
    state.open = false;
    redraw();
    view.root.querySelector<HTMLElement>('.ceremonies-calendar__open')?.focus();
  };
  const toggleAndReturn = () => {
    toggle();
    view.root.querySelector<HTMLElement>('.ceremonies-calendar__open')?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return toggleAndReturn();
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    move(step(state.at), true);
  };
  const day = (
    date: string,
  ) => html`<button type="button" class="ceremonies-calendar__day" data-day=${date} tabindex=${date === state.at ? 0 : -1}
    aria-label=${formatDate(date, t.lang, 'weekday')} aria-pressed=${date === chosen ? 'true' : 'false'} aria-current=${date === today ? 'date' : nothing}
    ?disabled=${date < today} @click=${() => choose(date)}>${Number(date.slice(8))}</button>`;

  const month = t('calendar.month', { month: t(`month.${Number(state.at.slice(5, 7))}`), year: state.at.slice(0, 4) });
  return html`<div class="ceremonies-calendar">
    <button type="button" class="hk-button hk-button-second ceremonies-calendar__open" aria-expanded=${state.open ? 'true' : 'false'} @click=${toggle}>
      ${t(state.open ? 'calendar.close' : 'calendar.open')}
    </button>
    ${
      state.open
        ? html`<div class="ceremonies-calendar__month" role="group" aria-label=${t('calendar.choose')}>
            <div class="ceremonies-calendar__head">
              <button type="button" class="hk-button hk-button-plain" aria-label=${t('calendar.earlier')}
                ?disabled=${state.at.slice(0, 7) <= today.slice(0, 7)} @click=${() => move(addMonths(state.at, -1), false)}>‹</button>
              <strong aria-live="polite">${month}</strong>
              <button type="button" class="hk-button hk-button-plain" aria-label=${t('calendar.later')}
                @click=${() => move(addMonths(state.at, 1), false)}>›</button>
            </div>
            <table @keydown=${pressed}>
              <thead>
                <tr>${Array.from({ length: 7 }, (_, at) => html`<th scope="col">${t(`weekday.${at + 1}`)}</th>`)}</tr>
              </thead>
              <tbody>
                ${weeksOf(state.at).map((week) => html`<tr>${week.map((date) => html`<td>${date ? day(date) : nothing}</td>`)}</tr>`)}
              </tbody>
            </table>
          </div>`
        : nothing
    }
  </div>`;
}
