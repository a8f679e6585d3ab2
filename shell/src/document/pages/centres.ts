import { facts, icon, notice } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState, sampleTag } from './parts.ts';

export interface PlaceLine {
  name: string;
  href: string;
  address: string;
  hours: readonly string[];
  phone: string;
  /** The point on a public map. */
  map: string;
  sample: boolean;
  /** What it can be booked for, with the address of its times. */
  groups: readonly { title: string; services: readonly string[]; book: string }[];
}
export interface FinderModel {
  places: readonly PlaceLine[];
  cities: readonly { id: string; label: string }[];
  services: readonly { id: string; label: string }[];
  city: string;
  service: string;
}

/** Where a person helps: by city and by service. */
export function centresPage(model: FinderModel, context: Context): Html {
  const { t, to } = context;
  // A name that the closed list has no room for is read here whole.
  const chosen = model.services.find(({ id }) => id === model.service);
  const choice = (name: 'city' | 'service', list: FinderModel['cities'], chosen: string, any: string) =>
    html`<div class="hk-field"><label class="hk-label" for=${name}>${t(`centres.${name}`)}</label><select class="hk-input" id=${name} name=${name}><option value="">${any}</option>${list.map(({ id, label }) => html`<option value=${id} ?selected=${id === chosen}>${label}</option>`)}</select></div>`;
  return content({
    title: t('centres.title'),
    lead: t('centres.lead'),
    body: html`<form class="hk-form hk-centre-finder" method="get" action=${to('/centres')}>${choice('city', model.cities, model.city, t('centres.anyCity'))}${choice('service', model.services, model.service, t('centres.anyService'))}<div class="hk-actions"><button class="hk-button">${t('centres.find')}</button></div></form><h2>${t('centres.found', { n: model.places.length })}</h2>${chosen ? html`<p>${chosen.label}</p>` : ''}${
      model.places.length > 0
        ? html`<div class="hk-section-tight">${model.places.map((place) => html`<article class="hk-card" data-hk="centre"><h3><a href=${place.href}>${place.name}</a></h3><p>${icon('map-pin')} ${place.address}${sampleTag(place.sample, context)}</p><p>${place.hours[0] ?? ''} · <span class="hk-nowrap">${place.phone}</span></p></article>`)}</div>`
        : emptyState({
            icon: 'map-pin',
            title: t('centres.noneHere'),
            text: t('centres.noneHereText'),
            link: { href: to('/centres'), label: t('centres.all') },
          })
    }<h2>${t('centres.take')}</h2><ul><li>${t('centres.takeId')}</li><li>${t('centres.takePapers')}</li><li>${t('centres.takePhone')}</li></ul>`,
  });
}

/** One place: where, when, what for, and the way to a time. */
export function centrePage(
  place: PlaceLine & {
    board: string;
    kind: 'centre' | 'post';
    /** How it worked in the last `days` days. */
    figures?: { days: number; visits: number; waitMinutes: number; assisted: number };
  },
  context: Context,
): Html {
  const { t } = context;
  return content({
    title: place.name,
    body: html`${facts([
      {
        label: t('centres.address'),
        value: html`${place.address}${sampleTag(place.sample, context)}<br><a href=${place.map} rel="noreferrer">${t('centres.map')} ${icon('external-link')}</a>`,
      },
      { label: t('centres.hours'), value: place.hours.map((line) => html`<span class="hk-line">${line}</span>`) },
      { label: t('centres.phone'), value: place.phone },
    ])}<h2>${t('centres.bookTitle')}</h2>${place.groups.map(
      (group) =>
        html`<article class="hk-card"><h3>${group.title}</h3>${group.services.length > 0 ? html`<ul class="hk-plain">${group.services.map((name) => html`<li>${name}</li>`)}</ul>` : ''}<div class="hk-actions"><a class="hk-button hk-button-second" href=${group.book}>${t('centres.choose')}<span class="hk-hidden"> ${group.title}</span></a></div></article>`,
    )}${
      place.figures
        ? html`<h2>${t('centres.figures', { n: place.figures.days })}</h2>${facts([
            { label: t('centres.figureVisits'), value: String(place.figures.visits) },
            { label: t('centres.figureWait'), value: t('centres.minutes', { n: place.figures.waitMinutes }) },
            { label: t('centres.figureAssisted'), value: String(place.figures.assisted) },
          ])}`
        : ''
    }${place.kind === 'centre' ? html`<p class="hk-section"><a href=${place.board}>${t('centres.board')}</a></p>` : ''}`,
  });
}

export interface BoardModel {
  name: string;
  called: readonly { number: string; desk: number }[];
  waiting: readonly string[];
  time: string;
}

/** The board on the wall of a centre: numbers and desks in letters that are read from afar. It is drawn anew every few seconds. */
export function boardPage(model: BoardModel, { t }: Context): Html {
  return content({
    title: t('centres.board'),
    lead: html`${model.name} · <span class="hk-nowrap">${t('centres.boardAt', { time: model.time })}</span>`,
    wide: true,
    body: html`<div class="hk-board" data-hk="queue-board"><section aria-labelledby="called"><h2 id="called">${t('centres.called')}</h2>${
      model.called.length > 0
        ? html`<ol class="hk-board-called">${model.called.map(({ number, desk }) => html`<li><strong>${number}</strong> <span>${icon('arrow-right')} ${t('centres.desk', { n: desk })}</span></li>`)}</ol>`
        : html`<p class="hk-soft">${t('centres.nobodyCalled')}</p>`
    }</section><section aria-labelledby="waiting"><h2 id="waiting">${t('centres.waiting', { n: model.waiting.length })}</h2>${
      model.waiting.length > 0
        ? html`<ol class="hk-board-waiting">${model.waiting.map((number) => html`<li>${number}</li>`)}</ol>`
        : html`<p class="hk-soft">${t('centres.nobodyWaits')}</p>`
    }</section></div>`,
  });
}

export interface AppointmentLine {
  title: string;
  service?: string;
  when: string;
  place: string;
  address: string;
  map: string;
  code: string;
  state: 'booked' | 'cancelled' | 'arrived' | 'missed';
  /** A new time for what was missed. */
  again?: string;
  /** Absent when it can no longer be changed. */
  change?: { move: string; cancel: string; file: string };
  /** The application it belongs to. */
  application?: string;
}

/** The person's appointments: those ahead with what to do about them, then the others. */
export function appointmentsPage(
  model: { ahead: readonly AppointmentLine[]; past: readonly AppointmentLine[]; said?: string },
  context: Context,
): Html {
  const { t, to } = context;
  return content({
    title: t('appointments.title'),
    body: html`${model.said ? notice({ kind: 'success', text: model.said }) : ''}${
      model.ahead.length > 0
        ? model.ahead.map((line) => aheadCard(line, context))
        : emptyState({
            icon: 'calendar-days',
            title: t('appointments.none'),
            text: t('appointments.noneText'),
            link: { href: to('/centres'), label: t('appointments.find') },
          })
    }${model.ahead.length > 0 ? html`<p class="hk-section"><a href=${to('/centres')}>${t('appointments.find')}</a></p>` : ''}${past(model.past, context)}`,
  });
}

function aheadCard(line: AppointmentLine, { t }: Context): Html {
  return html`<article class="hk-card" data-hk="appointment"><h2>${line.when}</h2><p>${line.service ?? line.title}</p><p>${line.place}<br>${line.address} · <a href=${line.map} rel="noreferrer">${t('centres.map')}</a></p><p>${t('appointments.code')} <strong class="hk-appointment-code">${line.code}</strong></p>${
    line.application ? html`<p><a href=${line.application}>${t('appointments.application')}</a></p>` : ''
  }${
    line.change
      ? html`<form class="hk-actions" method="post" action=${line.change.cancel}><a class="hk-button hk-button-second" href=${line.change.move}>${t('appointments.move')}<span class="hk-hidden"> ${line.when}</span></a><a href=${line.change.file}>${t('appointments.file')}</a><button class="hk-button hk-button-plain">${t('appointments.cancel')}<span class="hk-hidden"> ${line.when}</span></button></form>`
      : ''
  }</article>`;
}

const past = (lines: readonly AppointmentLine[], { t }: Context): Part =>
  lines.length > 0
    ? html`<section class="hk-section" aria-labelledby="past"><h2 id="past">${t('appointments.past')}</h2><ul class="hk-quiet-list">${lines.map((line) => html`<li>${line.when} · ${line.service ?? line.title} · ${t(`appointments.state.${line.state}`)}${line.again ? html`<br><a class="hk-button hk-button-second" href=${line.again}>${t('appointments.again')}<span class="hk-hidden"> ${line.when}</span></a>` : ''}</li>`)}</ul></section>`
    : '';

export interface TimesModel {
  /** What for and where. */
  title: string;
  place: string;
  action: string;
  days: readonly { label: string; href: string; current: boolean }[];
  times: readonly { id: string; time: string; left: number }[];
  hidden: Readonly<Record<string, string>>;
  /** Moving, from this time. */
  from?: string;
  error?: string;
  /** The first day that cannot be booked yet, because its year's calendar is not published. */
  unpublished?: string;
}

/** A day, then a time. */
export function timesPage(model: TimesModel, context: Context): Html {
  const { t, to } = context;
  return content({
    title: t(model.from ? 'appointments.moveTitle' : 'appointments.choose'),
    lead: html`${model.title}<br>${model.place}`,
    body: html`${model.error ? notice({ kind: 'error', text: model.error }) : ''}${model.from ? html`<p>${t('appointments.from', { when: model.from })}</p>` : ''}${
      model.days.length > 0
        ? html`<h2>${t('appointments.day')}</h2><nav aria-label=${t('appointments.day')}><ul class="hk-row hk-chips hk-plain">${model.days.map(({ label, href, current }) => html`<li>${current ? html`<a href=${href} aria-current="date">${label}</a>` : html`<a href=${href}>${label}</a>`}</li>`)}</ul></nav><form class="hk-form hk-section-tight" method="post" action=${model.action}>${Object.entries(model.hidden).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}<fieldset class="hk-field"><legend class="hk-label">${t('appointments.time')}</legend><div class="hk-times">${model.times.map(({ id, time }) => html`<label class="hk-choice"><input type="radio" name="slot" value=${id} required><span>${time}</span></label>`)}</div></fieldset><div class="hk-actions"><button class="hk-button">${t(model.from ? 'appointments.moveDo' : 'appointments.book')}</button></div></form>`
        : emptyState({
            icon: 'calendar-days',
            title: t('appointments.full'),
            text: t('appointments.fullText'),
            link: { href: to('/centres'), label: t('centres.all') },
          })
    }${model.unpublished ? html`<p class="hk-small hk-soft">${t('appointments.unpublished', { date: model.unpublished })}</p>` : ''}`,
  });
}

export interface HelpLine {
  href: string;
  service: string;
  operator: string;
  centre: string;
  when: string;
  live: boolean;
  entries: number;
  end: string;
}
export interface HelpModel {
  sessions: readonly HelpLine[];
  centres: readonly { id: string; label: string }[];
  services: readonly { id: string; label: string }[];
  /** A code just made: it is shown this once. */
  code?: { text: string; until: string; service: string; centre: string };
  action: string;
  error?: string;
}

/** Help at a centre: the word that lets somebody fill in, what is under way, what was done. */
export function helpPage(model: HelpModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('helped.title'),
    lead: t('helped.lead'),
    body: html`${
      model.code
        ? html`<div class="hk-card" data-hk="one-time-code"><h2>${t('helped.code')}</h2><p class="hk-one-time-code">${model.code.text}</p><p>${t('helped.codeText', { centre: model.code.centre, service: model.code.service, time: model.code.until })}</p></div>`
        : ''
    }${model.error ? notice({ kind: 'error', text: model.error }) : ''}${model.sessions
      .filter(({ live }) => live)
      .map(
        (one) =>
          html`<article class="hk-card" data-hk="assisted-live"><h2>${t('helped.now')}</h2><p>${t('helped.by', { operator: one.operator, centre: one.centre })}</p><p>${one.service}</p><form class="hk-actions" method="post" action=${one.end}><button class="hk-button hk-button-danger">${t('helped.end')}</button><a href=${one.href}>${t('helped.record', { n: one.entries })}</a></form></article>`,
      )}<section class="hk-section" aria-labelledby="make"><h2 id="make">${t('helped.make')}</h2><form class="hk-form" method="post" action=${model.action}>${choices('centre', t('helped.centre'), model.centres)}${choices('service', t('helped.service'), model.services)}<p class="hk-hint">${t('helped.makeText')}</p><div class="hk-actions"><button class="hk-button">${t('helped.makeDo')}</button></div></form></section>${helpedBefore(model.sessions, context)}`,
  });
}

/** Names too long for the one line of a list to choose from. */
const choices = (name: string, label: string, list: readonly { id: string; label: string }[]): Html =>
  html`<fieldset class="hk-field"><legend class="hk-label">${label}</legend>${list.map((one) => html`<label class="hk-choice"><input type="radio" name=${name} value=${one.id} required><span>${one.label}</span></label>`)}</fieldset>`;

const helpedBefore = (sessions: readonly HelpLine[], { t }: Context): Part => {
  const over = sessions.filter(({ live }) => !live);
  return over.length > 0
    ? html`<section class="hk-section" aria-labelledby="before"><h2 id="before">${t('helped.before')}</h2><ul class="hk-quiet-list">${over.map((one) => html`<li><a href=${one.href}>${one.service}</a><br><span class="hk-small hk-soft">${one.when} · ${one.operator} · ${one.centre} · ${t('helped.entries', { n: one.entries })}</span></li>`)}</ul></section>`
    : '';
};

export interface HelpRecordModel {
  service: string;
  operator: string;
  centre: string;
  began: string;
  ended: string;
  endedBy?: 'operator' | 'citizen' | 'idle' | 'time';
  live: boolean;
  end: string;
  application?: { href: string };
  entries: readonly { when: string; label: string; before?: string; after?: string }[];
}

/** Every field that was entered for the person, with who, where and when. */
export function helpRecordPage(model: HelpRecordModel, context: Context): Html {
  const { t } = context;
  return content({
    title: t('helped.recordTitle'),
    lead: model.service,
    body: html`${facts([
      { label: t('helped.operator'), value: model.operator },
      { label: t('helped.place'), value: model.centre },
      { label: t('helped.began'), value: model.began },
      {
        label: t('helped.ended'),
        value: model.live
          ? t('helped.still')
          : html`${model.ended}${model.endedBy ? html` · ${t(`helped.endedBy.${model.endedBy}`)}` : ''}`,
      },
      ...(model.application
        ? [{ label: t('helped.result'), value: html`<a href=${model.application.href}>${t('helped.submitted')}</a>` }]
        : []),
    ])}${
      model.live
        ? html`<form class="hk-actions hk-section-tight" method="post" action=${model.end}><button class="hk-button hk-button-danger">${t('helped.end')}</button></form>`
        : ''
    }<h2>${t('helped.fields')}</h2>${
      model.entries.length > 0
        ? html`<div class="hk-table-frame"><table class="hk-table hk-table-fold" data-hk="assisted-record"><caption class="hk-hidden">${t('helped.fields')}</caption><thead><tr><th scope="col">${t('helped.field')}</th><th scope="col">${t('helped.before2')}</th><th scope="col">${t('helped.after')}</th><th scope="col">${t('helped.at')}</th></tr></thead><tbody>${model.entries.map((entry) => html`<tr><th scope="row">${entry.label}</th><td data-label=${t('helped.before2')}>${entry.before ?? '—'}</td><td data-label=${t('helped.after')}>${entry.after ?? '—'}</td><td data-label=${t('helped.at')}>${entry.when}</td></tr>`)}</tbody></table></div>`
        : html`<p class="hk-soft">${t('helped.nothing')}</p>`
    }<p class="hk-section">${t('helped.wrong')}</p>`,
  });
}

/** The head of an operator's page while they fill in for somebody: for whom, until when, the way out. */
export const assistBanner = (model: { citizen: string; centre: string; until: string; end: string }, { t }: Context): Html =>
  html`<div class="hk-page hk-assist-banner" data-hk="assisted-session"><div class="hk-notice hk-tone-warning" role="status">${icon('triangle-alert')}<div><h2>${t('assist.for', { citizen: model.citizen })}</h2><p>${t('assist.until', { time: model.until })}</p><form method="post" action=${model.end}><button class="hk-button hk-button-second">${t('assist.end')}</button></form></div></div></div>`;

/** The reminder above a page of the form. */
export const stacked = (banner: Part, page: Part): Html => html`${banner}${page}`;

/** Before the first step: the citizen's draft is gone on with, or a new one begins. */
export const assistStartPage = (
  model: { service: string; action: string; resume?: { href: string; saved: string } },
  context: Context,
): Html =>
  content({
    title: model.service,
    lead: context.t('assist.lead'),
    body: model.resume
      ? html`<p>${context.t('assist.draft', { date: model.resume.saved })}</p><div class="hk-actions"><a class="hk-button" href=${model.resume.href}>${context.t('assist.resume')}</a></div>`
      : html`<form class="hk-actions" method="post" action=${model.action}><button class="hk-button">${context.t('assist.begin')}</button></form>`,
  });

/** After it was handed in: the number for the citizen, and the end of the session. */
export const assistDonePage = (
  model: { service: string; number: string; state: string; end: string; citizen: string },
  { t }: Context,
): Html =>
  content({
    title: t('assist.done'),
    body: html`${notice({ kind: 'success', title: model.number, text: model.service })}<p>${t('assist.doneText', { citizen: model.citizen })}</p><p>${model.state}</p><form class="hk-actions" method="post" action=${model.end}><button class="hk-button">${t('assist.end')}</button></form>`,
  });
