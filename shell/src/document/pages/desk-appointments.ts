import { notice, type Tone, table, toneTag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import type { AppointmentLine } from './centres.ts';
import { type Context, content } from './parts.ts';

export interface PostLine {
  time: string;
  person: string;
  place: string;
  what: string;
  state: AppointmentLine['state'];
  /** Where it is said whether the person came. */
  action: string;
  mayCome: boolean;
  mayMiss: boolean;
  /** The file it belongs to, at the desk. */
  application?: string;
}
export interface DeskAppointmentsModel {
  agency: string;
  days: { label: string; lines: PostLine[] }[];
  error?: string;
}

/** The appointment on its own file: when, where, whether the person came, and the act that says so. */
export function appointmentOfCase(line: PostLine & { when: string }, file: string, context: Context): Part {
  const { t } = context;
  return html`<section class="hk-section" data-hk="case-appointment" data-state=${line.state}><h2>${t('post.title')}</h2><p>${line.when}, ${line.place}. ${line.what} ${toneTag(TONES[line.state], ICONS[line.state], t(`post.state.${line.state}`))}</p>${acts(line, context, file)}</section>`;
}

const TONES: Record<PostLine['state'], Tone> = { booked: 'info', arrived: 'good', missed: 'warning', cancelled: 'plain' };
const ICONS = { booked: 'clock', arrived: 'circle-check', missed: 'triangle-alert', cancelled: 'x' } as const;

/** Who comes to the posts of a body, day by day. */
export function deskAppointmentsPage(model: DeskAppointmentsModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('post.title'),
    lead: model.agency,
    wide: true,
    body: html`${model.error ? notice({ kind: 'error', text: model.error }) : ''}${model.days.map(
      ({ label, lines }) =>
        html`<section class="hk-section" data-hk="post-day"><h2>${label}</h2>${lines.length > 0 ? dayOf(label, lines, context) : html`<p class="hk-soft">${t('post.nobody')}</p>`}</section>`,
    )}`,
  });
}

function dayOf(caption: string, lines: readonly PostLine[], context: Context): Part {
  const { t } = context;
  const columns = (['time', 'person', 'what', 'place', 'state'] as const).map((name) => ({ label: t(`post.${name}`) }));
  const rows = lines.map((line) => [
    line.time,
    line.application ? html`<a href=${line.application}>${line.person}</a>` : line.person,
    line.what,
    line.place,
    html`${toneTag(TONES[line.state], ICONS[line.state], t(`post.state.${line.state}`))}${acts(line, context)}`,
  ]);
  return table({ caption, quiet: true, columns, rows, desk: true, fold: true });
}

function acts({ action, mayCome, mayMiss, person, time }: PostLine, { t }: Context, file?: string): Part {
  if (!mayCome && !mayMiss) return '';
  const whose = html`<span class="hk-hidden"> ${person}, ${time}</span>`;
  return html`<form class="hk-actions" method="post" action=${action}>${file ? html`<input type="hidden" name="file" value=${file}>` : ''}${
    mayCome ? html`<button class="hk-button hk-button-second" name="came" value="yes">${t('post.came')}${whose}</button>` : ''
  }${mayMiss ? html`<button class="hk-button hk-button-plain" name="came" value="no">${t('post.missed')}${whose}</button>` : ''}</form>`;
}
