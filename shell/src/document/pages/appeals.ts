import type { Text } from '@hukumat/contract';
import { notice, receiptNumber, said, table, toneTag } from '@hukumat/ui';
import { type FormView, renderStep, textarea } from '@hukumat/ui/form';
import { type Html, html, nothing, type Part } from '../render.ts';
import { type Context, content, emptyState, sampleTag } from './parts.ts';
import { besideMenu, type SectionModel } from './section.ts';

export interface AppealsModel {
  section: SectionModel;
  form: FormView;
  /** Said above the form: what could not be taken, and what to do. */
  refusal?: string;
  counts: { received: number; answered: number; onTime: number; overdue: number };
  /** Shortest and longest term in days. */
  terms: [number, number];
  /** For those who answer this body's appeals. */
  desk?: string;
}

/** The appeals page of a body: the form first, then how else, how it is kept, and how this body answers. */
export function appealsPage(model: AppealsModel, context: Context): Html {
  const { t, to } = context;
  const { counts, terms, section } = model;
  return besideMenu(
    section,
    'appeals',
    html`<h1 data-hk="page-title">${t('section.page.appeals')}</h1><p class="hk-lead">${t('appeals.lead')}</p><p>${t('appeals.term', { least: terms[0], most: terms[1] })}${sampleTag(true, context)}</p><p><a href=${to('/appeals')}>${t('appeals.lookUp')}</a>${model.desk ? html` · <a href=${model.desk}>${t('appeals.deskOpen')}</a>` : ''}</p>${model.refusal ? notice({ kind: 'warning', text: model.refusal }) : ''}<div data-hk="appeal-form">${renderStep(model.form)}</div><section class="hk-section" aria-labelledby="counts"><h2 id="counts">${t('appeals.counts')}</h2><dl class="hk-summary">${(
      ['received', 'answered', 'onTime', 'overdue'] as const
    ).map(
      (name) => html`<div><dt>${t(`appeals.count.${name}`)}</dt><dd class="hk-number">${counts[name]}</dd></div>`,
    )}</dl><p class="hk-small">${t('appeals.openData')} <a href=${`/api/v1/agencies/${section.id}/appeals/statistics`} data-native>JSON</a></p></section><section class="hk-section" aria-labelledby="how"><h2 id="how">${t('appeals.how')}</h2><ul><li>${t('appeals.paper')}</li><li>${t('appeals.visit')}</li></ul><p><a href=${to(`/${section.id}/contacts`)}>${t('section.page.contacts')}</a></p><p class="hk-small hk-soft">${t('appeals.law')}</p></section>`,
    context,
  );
}

export interface AppealReceiptModel {
  number: string;
  /** In words. */
  dueOn: string;
  body: string;
  code: string;
}

/** What somebody who was not signed in takes along: the number, and the code that opens the answer. Shown once. */
export function appealReceiptPage(model: AppealReceiptModel, context: Context): Html {
  const { t, to, lang } = context;
  return content({
    title: t('appeals.sent'),
    body: html`${receiptNumber(lang, t('appeals.number'), model.number)}${receiptNumber(lang, t('appeals.code'), model.code.replace(/(.{4})(?=.)/g, '$1-'))}${notice({ kind: 'warning', title: t('appeals.codeOnce'), text: t('appeals.codeOnceText') })}<section class="hk-section"><h2>${t('receipt.next')}</h2><ol><li>${t('appeals.answerBy', { body: model.body, date: model.dueOn })}</li><li>${t('appeals.findAnswer')} <a href=${to('/appeals')}>${t('appeals.lookUp')}</a></li></ol></section>`,
  });
}

export interface AppealModel {
  number: string;
  kind: string;
  body: { name: Text; href: string };
  sent: string;
  dueOn: string;
  overdue: boolean;
  text: string;
  answered?: { on: string; text: string; onTime: boolean };
  history: { at: string; text: string; note?: string }[];
}

/** One appeal for its sender: where it is, by when, and the answer. */
export function appealPage(model: AppealModel, fresh: boolean, context: Context): Html {
  const { t } = context;
  return content({
    title: t('appeals.one', { number: model.number }),
    body: html`${fresh ? notice({ kind: 'success', title: t('appeals.sent'), text: t('appeals.sentText') }) : ''}${appealBody(model, context)}`,
  });
}

function appealBody(model: AppealModel, context: Context): Html {
  const { t, lang } = context;
  return html`<p>${state({ answered: model.answered !== undefined, overdue: model.overdue }, context)}</p><dl class="hk-summary"><div><dt>${t('appeals.kind')}</dt><dd>${model.kind}</dd></div><div><dt>${t('appeals.body')}</dt><dd><a href=${model.body.href}>${said(model.body.name, lang)}</a></dd></div><div><dt>${t('appeals.received')}</dt><dd>${model.sent}</dd></div><div><dt>${t('appeals.due')}</dt><dd>${model.dueOn}</dd></div></dl><section class="hk-section"><h2>${t('appeals.text')}</h2>${paragraphs(model.text)}</section>${
    model.answered
      ? html`<section class="hk-section" aria-labelledby="answer"><h2 id="answer">${t('appeals.answer')}</h2><p class="hk-soft">${model.answered.on}</p>${paragraphs(model.answered.text)}</section>`
      : ''
  }${
    model.history.length > 0
      ? html`<section class="hk-section"><h2>${t('appeals.history')}</h2><ol class="hk-plain">${model.history.map((line) => html`<li><span class="hk-soft">${line.at}</span> ${line.text}${line.note ? html`<br>${line.note}` : ''}</li>`)}</ol></section>`
      : ''
  }`;
}

type Standing = { answered: boolean; overdue: boolean; soon?: boolean };
const LOOKS = {
  answered: ['good', 'circle-check'],
  overdue: ['danger', 'circle-alert'],
  soon: ['warning', 'clock'],
  received: ['info', 'send'],
} as const;

function state({ answered, overdue, soon }: Standing, { t }: Context): Html {
  const name = answered ? 'answered' : overdue ? 'overdue' : soon ? 'soon' : 'received';
  const [tone, icon] = LOOKS[name];
  return toneTag(tone, icon, t(`appeals.state.${name}`));
}

const paragraphs = (text: string): Part => text.split(/\n+/).map((line) => html`<p class="hk-wrap">${line}</p>`);

export interface LookUpModel {
  number: string;
  error?: string;
  /** Own appeals of who is signed in. */
  mine?: { number: string; href: string; body: Text; due: string; answered: boolean; overdue: boolean }[];
}

/** Where an answer is found: own appeals, or a number with its code. */
export function appealLookUpPage(model: LookUpModel, context: Context): Html {
  const { t, to, lang } = context;
  const invalid = model.error ? 'true' : nothing;
  return content({
    title: t('appeals.lookUp'),
    lead: t('appeals.lookUpLead'),
    body: html`${
      model.mine
        ? html`<section class="hk-section" aria-labelledby="mine"><h2 id="mine">${t('appeals.mine')}</h2>${
            model.mine.length > 0
              ? table({
                  caption: t('appeals.mine'),
                  quiet: true,
                  fold: true,
                  columns: [
                    { label: t('appeals.number') },
                    { label: t('appeals.body') },
                    { label: t('appeals.due') },
                    { label: t('register.state') },
                  ],
                  rows: model.mine.map((line) => [
                    html`<a class="hk-nowrap" href=${line.href}>${line.number}</a>`,
                    said(line.body, lang),
                    line.due,
                    state(line, context),
                  ]),
                })
              : html`<p>${t('appeals.mineNone')}</p>`
          }</section>`
        : ''
    }<form class="hk-form hk-section" method="post" action=${to('/appeals')}>${model.error ? notice({ kind: 'error', text: model.error }) : ''}<div class="hk-field"><label class="hk-label" for="number">${t('appeals.number')}</label><p class="hk-hint" id="number-hint">${t('appeals.numberHint')}</p><input class="hk-input hk-identity hk-width-medium" id="number" name="number" value=${model.number} maxlength="40" autocomplete="off" spellcheck="false" aria-describedby="number-hint" aria-invalid=${invalid}></div><div class="hk-field"><label class="hk-label" for="code">${t('appeals.code')}</label><input class="hk-input hk-identity hk-width-medium" id="code" name="code" maxlength="40" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-invalid=${invalid}></div><div class="hk-actions"><button class="hk-button">${t('appeals.show')}</button></div></form>`,
  });
}

export interface AppealDeskModel {
  body: Text;
  lines: {
    number: string;
    href: string;
    kind: string;
    sender: string;
    received: string;
    due: string;
    answered: boolean;
    overdue: boolean;
    soon: boolean;
  }[];
}

/** What a body's desk has to answer, the nearest last day first. */
export function appealDeskPage({ body, lines }: AppealDeskModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: t('appeals.desk'),
    lead: html`${said(body, lang)}`,
    wide: true,
    body:
      lines.length > 0
        ? table({
            caption: t('appeals.desk'),
            quiet: true,
            desk: true,
            fold: true,
            columns: [
              { label: t('appeals.number') },
              { label: t('appeals.kind') },
              { label: t('appeals.sender') },
              { label: t('appeals.received') },
              { label: t('appeals.due') },
              { label: t('register.state') },
            ],
            rows: lines.map((line) => [
              html`<a class="hk-nowrap" href=${line.href}>${line.number}</a>`,
              line.kind,
              line.sender,
              line.received,
              line.due,
              state(line, context),
            ]),
          })
        : emptyState({ icon: 'inbox', title: t('appeals.deskNone'), text: t('appeals.deskNoneText') }),
  });
}

export interface AppealCaseModel {
  appeal: AppealModel;
  sender: { name: string; address?: string; phone?: string; email?: string; reply: string };
  action: string;
  back: string;
  /** Absent when it is answered or with another body. */
  acts?: {
    version: number;
    bodies: { id: string; name: string }[];
    mayExtend: boolean;
    mostDays: number;
    typed: { answer: string; to: string; days: string; reason: string; longer: string };
    error?: { at: 'answer' | 'reason' | 'longer'; text: string };
  };
}

/** One appeal at the desk: what it says, who asks, and what may be done with it. */
export function appealCasePage(model: AppealCaseModel, context: Context): Html {
  const { t } = context;
  const { sender, acts } = model;
  const rows: [string, string | undefined][] = [
    [t('appeals.sender'), sender.name],
    [t('appeals.reply'), sender.reply],
    [t('appeals.address'), sender.address],
    [t('appeals.phone'), sender.phone],
    [t('appeals.email'), sender.email],
  ];
  return content({
    title: t('appeals.one', { number: model.appeal.number }),
    body: html`<p><a href=${model.back}>${t('appeals.desk')}</a></p>${appealBody(model.appeal, context)}<dl class="hk-summary">${rows.map(([label, value]) => (value ? html`<div><dt>${label}</dt><dd class="hk-wrap">${value}</dd></div>` : ''))}</dl>${acts ? deskForms(model.action, acts, context) : ''}`,
  });
}

function deskForms(action: string, acts: NonNullable<AppealCaseModel['acts']>, { t }: Context): Html {
  const { error, typed, version } = acts;
  const wrong = (at: string): Part => (error?.at === at ? html`<p class="hk-field-error" id=${`${at}-error`}>${error.text}</p>` : '');
  const mark = (at: string) => (error?.at === at ? ' hk-invalid' : '');
  const described = (at: string) => (error?.at === at ? `${at}-error` : undefined);
  const form = (act: string, title: string, fields: Part, button: string, second: boolean): Html =>
    html`<section class="hk-section"><h2>${title}</h2><form class="hk-form" method="post" action=${action}><input type="hidden" name="_version" value=${version}><input type="hidden" name="_act" value=${act}>${fields}<div class="hk-actions"><button class=${second ? 'hk-button hk-button-second' : 'hk-button'}>${button}</button></div></form></section>`;
  const text = (name: 'answer' | 'reason' | 'longer', label: string): Html =>
    html`<div class=${`hk-field${mark(name)}`}><label class="hk-label" for=${name}>${label}</label>${wrong(name)}${textarea({ id: name, name, text: typed[name], describedBy: described(name), invalid: error?.at === name })}</div>`;
  return html`${form('answer', t('appeals.answer'), text('answer', t('appeals.answerText')), t('appeals.send'), false)}${form(
    'forward',
    t('appeals.forward'),
    html`<div class="hk-field"><label class="hk-label" for="to">${t('appeals.forwardTo')}</label><select class="hk-input" id="to" name="to"><option value="">${t('appeals.choose')}</option>${acts.bodies.map(({ id, name }) => html`<option value=${id} ?selected=${typed.to === id}>${name}</option>`)}</select></div>${text('reason', t('appeals.reason'))}`,
    t('appeals.forwardDo'),
    true,
  )}${
    acts.mayExtend
      ? form(
          'extend',
          t('appeals.extend'),
          html`<div class="hk-field"><label class="hk-label" for="days">${t('appeals.extendDays', { most: acts.mostDays })}</label><input class="hk-input hk-width-short" id="days" name="days" inputmode="numeric" value=${typed.days}></div>${text('longer', t('appeals.reason'))}`,
          t('appeals.extendDo'),
          true,
        )
      : ''
  }`;
}
