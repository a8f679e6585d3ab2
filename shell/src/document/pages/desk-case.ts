import { type NoticeKind, notice, statusTag, type TimelineEntry, timeline } from '@hukumat/ui';
import { textarea } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import { type Colleague, type DeskLine, type Due, dueChip } from './desk.ts';
import { appointmentOfCase, type PostLine } from './desk-appointments.ts';
import { type Context, numbered } from './parts.ts';

export interface Letter {
  code: string;
  title: string;
  /** Address of this page with the letter's words in its form. */
  href: string;
}

/** What an officer may do with the file now. One form each; what is absent is not allowed. */
export interface DeskActions {
  claim?: true;
  release?: true;
  decide?: { refusals: { code: string; label: string }[]; letters: Letter[]; fourEyes?: 'propose' | 'confirm' };
  /** A colleague's proposal that waits for a second pair of eyes. */
  proposal?: { approve: boolean; by: string; reason?: string; note?: string };
  sendBack?: { fields: { name: string; label: string }[]; letters: Letter[] };
  consult?: { agencies: { id: string; name: string; title: string }[]; fields: { name: string; label: string }[] };
  /** Goes on without the opinions that are still owed. */
  recall?: true;
  letter?: { letters: Letter[] };
  reassign?: { colleagues: Colleague[] };
  close?: true;
  reopen?: true;
  /** Declares the issued document void. */
  revoke?: { document: string };
}
export type ActionName = 'decide' | 'send-back' | 'consult' | 'letter' | 'reassign' | 'close' | 'reopen' | 'revoke' | 'note' | 'objection';

export interface DeskCaseModel {
  agency: string;
  /** Address of the case; commands post below it. */
  here: string;
  back: string;
  line: DeskLine;
  said?: { kind: NoticeKind; text: string };
  /** What has been typed into one of the forms, and what is wrong with it. */
  typed?: {
    action: ActionName;
    message?: string;
    fields?: readonly string[];
    reason?: string;
    error?: string;
    /** Of a letter: its title, and the ready one that it began from. */
    title?: string;
    template?: { code: string; title: string; message: string };
  };
  answers: { name: string; label: string; value: string; before?: string }[];
  papers: { name: string; size: string; href: string }[];
  documents: { title: string; number: string; href: string }[];
  /** Everybody who stands behind the application: the applicant, a representative, the second party. */
  parties: { role: string; name: string; signed?: string }[];
  objections: { id: string; text: string; when: string; answer?: string; mayAnswer: boolean }[];
  letters: { title: string; text: string; when: string; by: string }[];
  /** At a post of the body, where the service asks for one. */
  appointment?: PostLine & { when: string };
  opinions: { agency: string; state: string; due?: Due; text?: string }[];
  notes: { by: string; when: string; text: string }[];
  timeline: TimelineEntry[];
  actions: DeskActions;
}

/** One file on the desk: what was said and attached on the left, what can be done and what has happened on the right. */
export function deskCasePage(model: DeskCaseModel, context: Context): Html {
  const { t } = context;
  const { line } = model;
  return html`<div class="hk-page hk-main"><div class="hk-wide hk-desk-case" data-desk-case><p><a href=${model.back} data-key="u">← ${t('desk.back')}</a></p><h1 data-hk="page-title">${numbered(
    line.number,
  )}</h1><p class="hk-lead">${line.service}</p><p class="hk-row">${statusTag(line.state, t(`state.${line.state}`))} ${dueChip(line.due, context)} <span>${t(
    'desk.column.assignee',
  )}: ${line.assignee ?? t('desk.nobody')}</span>${line.marks.map((mark) => html` <span class="hk-tag">${mark}</span>`)}</p>${
    model.said ? notice(model.said) : ''
  }<div class="hk-desk-columns"><div>${answers(model, context)}${papers(model, context)}${parties(model, context)}</div><div>${act(model, context)}${model.appointment ? appointmentOfCase(model.appointment, model.line.id, context) : ''}${objections(model, context)}${opinions(
    model,
    context,
  )}${sentLetters(model, context)}${notes(model, context)}<section class="hk-section"><h2>${t('application.timeline')}</h2>${timeline(model.timeline)}</section></div></div></div></div>`;
}

function answers({ answers: rows }: DeskCaseModel, { t }: Context): Html {
  return html`<section class="hk-section"><h2>${t('desk.answers')}</h2><dl class="hk-summary">${rows.map(
    (row) =>
      html`<div><dt>${row.label}</dt><dd>${
        row.before === undefined
          ? row.value || '—'
          : html`<del><span class="hk-hidden">${t('desk.was')}: </span>${row.before || '—'}</del> <ins><span class="hk-hidden">${t('desk.now')}: </span>${row.value || '—'}</ins>`
      }</dd></div>`,
  )}</dl></section>`;
}

function papers({ papers: files, documents }: DeskCaseModel, { t }: Context): Html {
  return html`<section class="hk-section"><h2>${t('desk.papers')}</h2>${
    files.length + documents.length === 0
      ? html`<p class="hk-soft">${t('desk.noPapers')}</p>`
      : html`<ul class="hk-links">${files.map(
          ({ name, size, href }) => html`<li><a href=${href} data-native>${name}</a> <small class="hk-soft">${size}</small></li>`,
        )}${documents.map(({ title, number, href }) => html`<li><a href=${href} data-native>${title}</a> <small class="hk-soft">${number}</small></li>`)}</ul>`
  }</section>`;
}

function parties({ parties: all }: DeskCaseModel, { t }: Context): Part {
  if (all.length < 2 && !all.some(({ signed }) => signed)) return '';
  return html`<section class="hk-section"><h2>${t('desk.parties')}</h2><dl class="hk-facts">${all.map(
    ({ role, name, signed }) => html`<div><dt>${role}</dt><dd>${name}${signed ? html`<small>${signed}</small>` : ''}</dd></div>`,
  )}</dl></section>`;
}

/** All that can be done now. The first one is open; each is a form of its own, so that nothing typed in one is lost by another. */
function act(model: DeskCaseModel, context: Context): Html {
  const { t } = context;
  const { actions, here, line, typed } = model;
  const hidden = html`<input type="hidden" name="version" value=${line.version}>`;
  const fold = (name: ActionName, label: string, body: Part, open = false): Html =>
    html`<details class="hk-act" name="act" id="act-${name}" ?open=${typed ? typed.action === name : open}><summary>${label}</summary><form method="post" action="${here}/${name}">${hidden}${
      typed?.action === name && typed.error ? html`<p class="hk-field-error" role="alert">${typed.error}</p>` : ''
    }${body}</form></details>`;
  const words = (name: ActionName, label: string, required = true): Html => {
    const value = typed?.action === name ? (typed.message ?? '') : '';
    return html`<div class="hk-field"><label class="hk-label" for="${name}-message">${label}${required ? '' : html` <span class="hk-optional">(${t('desk.optional')})</span>`}</label>${area(`${name}-message`, value)}</div>`;
  };
  const send = (label: string, danger = false): Html =>
    html`<div class="hk-actions"><button class="hk-button${danger ? ' hk-button-danger' : ''}">${label}</button></div>`;
  const letters = (some: readonly Letter[]): Part =>
    some.length === 0
      ? ''
      : html`<p class="hk-small">${t('desk.templates')}: ${some.map(({ title, href }, at) => html`${at > 0 ? ' · ' : ''}<a href=${href}>${title}</a>`)}</p>`;

  const choices = (name: ActionName, fields: readonly { name: string; label: string }[]): Html[] =>
    fields.map(
      (field) =>
        html`<label class="hk-choice"><input type="checkbox" name="field" value=${field.name} ?checked=${typed?.action === name && (typed.fields?.includes(field.name) ?? false)}><span>${field.label}</span></label>`,
    );

  const parts: Part[] = [
    actions.claim
      ? html`<form method="post" action="${here}/claim">${hidden}<p>${t('desk.claimFirst')}</p><button class="hk-button" data-key="c">${t('desk.claim')}</button></form>`
      : '',
    actions.decide ? decide(model, context, { fold, words, letters, send }) : '',
    actions.sendBack
      ? fold(
          'send-back',
          t('desk.sendBack'),
          html`<fieldset class="hk-field"><legend class="hk-label">${t('desk.fields')}</legend>${choices('send-back', actions.sendBack.fields)}</fieldset>${letters(actions.sendBack.letters)}${words('send-back', t('desk.message'))}${send(t('desk.sendBack'))}`,
        )
      : '',
    actions.consult
      ? fold(
          'consult',
          t('desk.consult'),
          html`<div class="hk-field"><label class="hk-label" for="consult-agency">${t('desk.whom')}</label><select class="hk-input" id="consult-agency" name="agency">${actions.consult.agencies.map(
            ({ id, name, title }) => html`<option value=${id}>${name}: ${title}</option>`,
          )}</select></div><fieldset class="hk-field"><legend class="hk-label">${t('desk.share')}</legend><p class="hk-hint">${t('desk.shareHint')}</p>${choices('consult', actions.consult.fields)}</fieldset>${words('consult', t('desk.question'))}${send(t('desk.consult'))}`,
        )
      : '',
    actions.letter
      ? fold(
          'letter',
          t('desk.letter'),
          html`${letters(actions.letter.letters)}${letterHead(model, context)}${words('letter', t('desk.message'))}${send(t('desk.letterSend'))}`,
        )
      : '',
    actions.reassign
      ? fold(
          'reassign',
          t('desk.reassign'),
          html`<div class="hk-field"><label class="hk-label" for="reassign-to">${t('desk.handTo')}</label><select class="hk-input" id="reassign-to" name="to">${actions.reassign.colleagues.map(
            ({ subject, name }) => html`<option value=${subject}>${name}</option>`,
          )}</select></div>${send(t('desk.reassign'))}`,
        )
      : '',
    actions.reopen ? fold('reopen', t('desk.reopen'), html`${words('reopen', t('desk.why'))}${send(t('desk.reopen'))}`) : '',
    actions.revoke
      ? fold(
          'revoke',
          t('desk.revoke'),
          html`<p class="hk-soft">${t('desk.revokeHint')}</p><input type="hidden" name="document" value=${actions.revoke.document}>${words('revoke', t('desk.why'))}${send(t('desk.revoke'), true)}`,
        )
      : '',
    actions.close
      ? fold(
          'close',
          t('desk.close'),
          html`<p class="hk-soft">${t('desk.closeHint')}</p>${words('close', t('desk.why'))}${send(t('desk.close'), true)}`,
        )
      : '',
    actions.recall
      ? html`<form method="post" action="${here}/recall">${hidden}<button class="hk-button hk-button-second">${t('desk.recall')}</button></form>`
      : '',
    actions.release
      ? html`<form method="post" action="${here}/release">${hidden}<button class="hk-button hk-button-plain">${t('desk.release')}</button></form>`
      : '',
  ];
  const any = parts.some((part) => part !== '');
  return html`<section class="hk-card" aria-labelledby="act"><h2 id="act">${t('desk.act')}</h2>${any ? parts : html`<p class="hk-soft">${t(`desk.none.${line.state}` as 'desk.none.issued')}</p>`}</section>`;
}

/** What the forms of acts are put together from. */
interface Parts {
  fold: (name: ActionName, label: string, body: Part, open?: boolean) => Html;
  words: (name: ActionName, label: string, required?: boolean) => Html;
  letters: (some: readonly Letter[]) => Part;
  send: (label: string, danger?: boolean) => Html;
}

/** The title of a letter, and what it began from: as long as both stay as they were it is sent in every language. */
function letterHead({ typed }: DeskCaseModel, { t }: Context): Html {
  const own = typed?.action === 'letter' ? typed : undefined;
  const from = own?.template;
  return html`${
    from
      ? html`<input type="hidden" name="template" value=${from.code}><input type="hidden" name="template-title" value=${from.title}><input type="hidden" name="template-message" value=${from.message}><p class="hk-hint">${t('desk.letterReady')}</p>`
      : ''
  }<div class="hk-field"><label class="hk-label" for="letter-title">${t('desk.letterHead')}</label><input class="hk-input" id="letter-title" name="title" maxlength="200" value=${own?.title ?? t('desk.letterTitle')}></div>`;
}

function decide({ actions, typed }: DeskCaseModel, { t }: Context, { fold, words, letters, send }: Parts): Part {
  const { decide: way, proposal } = actions;
  if (!way) return '';
  const chosen = (value: string): boolean => typed?.action === 'decide' && typed.reason === value;
  const proposed = proposal
    ? notice({
        kind: 'info',
        title: t(proposal.approve ? 'desk.proposedApproval' : 'desk.proposedRefusal', { name: proposal.by }),
        text: html`${proposal.reason ? html`<p>${proposal.reason}</p>` : ''}${proposal.note ? html`<p>${proposal.note}</p>` : ''}`,
      })
    : '';
  const label = way.fourEyes === 'propose' ? t('desk.propose') : way.fourEyes === 'confirm' ? t('desk.confirm') : t('desk.decide');
  return html`${proposed}${fold(
    'decide',
    label,
    html`${way.fourEyes === 'propose' ? html`<p class="hk-soft">${t('desk.fourEyes')}</p>` : ''}<fieldset class="hk-field"><legend class="hk-label">${t('desk.whatDecision')}</legend><label class="hk-choice"><input type="radio" name="decision" value="approve" ?checked=${chosen('approve')}><span>${t(
      'desk.approve',
    )}</span></label>${way.refusals.map(
      ({ code, label: reason }) =>
        html`<label class="hk-choice"><input type="radio" name="decision" value=${code} ?checked=${chosen(code)}><span>${t('desk.refuse', { reason })}</span></label>`,
    )}</fieldset>${letters(way.letters)}${words('decide', t('desk.noteToCitizen'), false)}${send(label)}`,
    true,
  )}`;
}

const area = (id: string, text: string) => textarea({ id, name: 'message', text, describedBy: undefined, invalid: false });

function opinions({ opinions: all }: DeskCaseModel, context: Context): Part {
  if (all.length === 0) return '';
  return html`<section class="hk-section"><h2>${context.t('desk.opinions')}</h2><dl class="hk-facts">${all.map(
    (one) =>
      html`<div><dt>${one.agency}</dt><dd>${one.state} ${one.due ? dueChip(one.due, context) : ''}${one.text ? html`<blockquote>${one.text}</blockquote>` : ''}</dd></div>`,
  )}</dl></section>`;
}

/** Notes among colleagues; the citizen never sees them. */
function notes({ notes: all, here, typed, line }: DeskCaseModel, { t }: Context): Html {
  const value = typed?.action === 'note' ? (typed.message ?? '') : '';
  return html`<section class="hk-section"><h2>${t('desk.notes')}</h2>${all.map(
    ({ by, when, text }) => html`<blockquote><p>${text}</p><footer class="hk-soft">${by}, ${when}</footer></blockquote>`,
  )}<form method="post" action="${here}/note"><input type="hidden" name="version" value=${line.version}><div class="hk-field"><label class="hk-label" for="note-message">${t('desk.note')}</label><p class="hk-hint">${t('desk.noteHint')}</p>${area('note-message', value)}</div><button class="hk-button hk-button-second">${t('desk.noteAdd')}</button></form></section>`;
}

/** Objections to the decision; the head answers. */
function objections({ objections: all, here, line, typed }: DeskCaseModel, { t }: Context): Part {
  return all.map(
    (one) =>
      html`<section class="hk-section"><h2>${t('desk.objection')}</h2><blockquote><p>${one.text}</p><footer class="hk-soft">${one.when}</footer></blockquote>${one.answer ? html`<p>${one.answer}</p>` : ''}${
        one.mayAnswer
          ? html`<form method="post" action="${here}/objection"><input type="hidden" name="version" value=${line.version}><input type="hidden" name="objection" value=${one.id}>${
              typed?.action === 'objection' && typed.error ? html`<p class="hk-field-error" role="alert">${typed.error}</p>` : ''
            }<div class="hk-field"><label class="hk-label" for="objection-message">${t('desk.objectionAnswer')}</label>${area('objection-message', typed?.action === 'objection' ? (typed.message ?? '') : '')}</div><div class="hk-actions"><button class="hk-button" name="granted" value="yes">${t('desk.objectionGrant')}</button><button class="hk-button hk-button-second" name="granted" value="no">${t('desk.objectionRefuse')}</button></div></form>`
          : ''
      }</section>`,
  );
}

function sentLetters({ letters: all }: DeskCaseModel, { t }: Context): Part {
  if (all.length === 0) return '';
  return html`<section class="hk-section"><h2>${t('desk.letters')}</h2>${all.map(
    ({ title, text, when, by }) =>
      html`<blockquote><strong>${title}</strong><p>${text}</p><footer class="hk-soft">${by}, ${when}</footer></blockquote>`,
  )}</section>`;
}
