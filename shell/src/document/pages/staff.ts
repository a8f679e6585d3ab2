import type { Role, Text } from '@hukumat/contract';
import { icon, notice, said, type Tone, table, timeline, toneTag } from '@hukumat/ui';
import { type Html, html, nothing, type Part } from '../render.ts';
import { chips } from './catalogue.ts';
import { type Context, content, emptyState } from './parts.ts';

/** What has just been done, or why it was refused. */
export interface StaffSaid {
  kind: 'success' | 'error';
  text: string;
}

export interface RoleLine {
  role: Role;
  since?: string;
}
export interface ProposalLine {
  id: string;
  name: string;
  role: Role;
  byName: string;
  at: string;
  until: string;
  /** The reader's part in it: the second person, the one who proposed, the one it is for, or a reader. */
  part: 'second' | 'own' | 'for-you' | 'reader';
}
export type InvitationStateName = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
export interface InvitationLine {
  id: string;
  name: string;
  roles: readonly Role[];
  byName: string;
  until: string;
  state: InvitationStateName;
  href: string;
}
export interface StaffModel {
  body: Text;
  said?: StaffSaid;
  action: string;
  members: { subject: string; name: string; roles: RoleLine[]; href?: string; you: boolean }[];
  proposals: ProposalLine[];
  invitations: InvitationLine[];
  /** Where the reader may invite: anybody, or a head only. */
  invite?: { href: string; headOnly: boolean };
  readOnly: boolean;
  /** The body's own way to the portal, for those who may read it. */
  agreement?: string;
  events: { title: string; when: string; at: string; note: string }[];
}

const role = (name: Role, { t }: Context): string => t(`staff.role.${name}`);
/** The same at the beginning of a line. */
const heading = (name: Role, context: Context): string => role(name, context).replace(/^./u, (letter) => letter.toUpperCase());
const roles = (lines: readonly RoleLine[], context: Context): Html =>
  html`<ul class="hk-plain">${lines.map(
    (line) =>
      html`<li>${role(line.role, context)}${line.since ? html` <small class="hk-soft">${context.t('staff.since', { date: line.since })}</small>` : ''}</li>`,
  )}</ul>`;
const spoken = (note: StaffSaid | undefined): Part => (note ? notice(note) : '');

/** Who works for a body, what waits for a second person, who is invited, what has changed. */
export function staffPage(model: StaffModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: t('staff.title'),
    lead: html`${said(model.body, lang)}`,
    wide: true,
    body: html`<p>${t('staff.lead')}</p>${model.agreement ? html`<p><a href=${model.agreement}>${t('agreements.one')}</a></p>` : ''}${model.readOnly ? html`<p class="hk-soft">${t('staff.readOnly')}</p>` : ''}${spoken(model.said)}${
      model.invite
        ? html`<p class="hk-actions"><a class="hk-button" href=${model.invite.href}>${model.invite.headOnly ? t('staff.inviteHead') : t('staff.invite')}</a></p>`
        : ''
    }${waiting(model, context)}${members(model, context)}${invitations(model, context)}${history(model, context)}`,
  });
}

function waiting({ proposals, action }: StaffModel, context: Context): Part {
  const { t } = context;
  if (proposals.length === 0) return '';
  const button = (line: ProposalLine, act: string, label: string, look: string) =>
    html`<button class="hk-button ${look}" name="_act" value=${act}>${label}<span class="hk-hidden"> ${line.name}: ${role(line.role, context)}</span></button>`;
  return html`<section class="hk-section" aria-labelledby="waiting"><h2 id="waiting">${t('staff.waiting')}</h2><ul class="hk-quiet-list">${proposals.map(
    (line) =>
      html`<li class="hk-card" id=${`p-${line.id}`}><h3 class="hk-wrap">${line.name}</h3><p><strong>${heading(line.role, context)}</strong></p><p class="hk-small hk-soft hk-wrap">${t('staff.proposedBy', { name: line.byName, date: line.at })}<br>${t('staff.lapses', { date: line.until })}</p>${
        line.part === 'own' ? html`<p>${t('staff.ownProposal')}</p>` : line.part === 'for-you' ? html`<p>${t('staff.forYou')}</p>` : ''
      }${
        line.part === 'second' || line.part === 'own'
          ? html`<form method="post" action=${action}><input type="hidden" name="id" value=${line.id}><div class="hk-actions">${
              line.part === 'second'
                ? html`${button(line, 'confirm', t('staff.confirm'), '')}${button(line, 'refuse', t('staff.refuse'), 'hk-button-second')}`
                : button(line, 'refuse', t('staff.takeBack'), 'hk-button-second')
            }</div></form>`
          : ''
      }</li>`,
  )}</ul></section>`;
}

function members({ members: people }: StaffModel, context: Context): Html {
  const { t } = context;
  return html`<section class="hk-section" aria-labelledby="members"><h2 id="members">${t('staff.members')}</h2>${
    people.length > 0
      ? html`<p class="hk-soft">${t('staff.count', { n: people.length })}</p>${table({
          caption: t('staff.members'),
          quiet: true,
          fold: true,
          columns: [{ label: t('staff.person') }, { label: t('staff.roles') }],
          rows: people.map((person) => [
            html`${person.href ? html`<a class="hk-wrap" href=${person.href}>${person.name}</a>` : html`<span class="hk-wrap">${person.name}</span>`}<br><small class="hk-soft hk-wrap">${t('staff.signIn', { name: person.subject })}${person.you ? html`<br>${t('staff.you')}` : ''}</small>`,
            roles(person.roles, context),
          ]),
        })}`
      : emptyState({ icon: 'user', title: t('staff.none'), text: t('staff.noneText') })
  }</section>`;
}

const STATE_LOOK: Record<InvitationStateName, [Tone, Parameters<typeof toneTag>[1]]> = {
  open: ['info', 'clock'],
  accepted: ['good', 'check'],
  declined: ['plain', 'x'],
  withdrawn: ['plain', 'undo-2'],
  expired: ['plain', 'clock'],
};
const stateTag = (state: InvitationStateName, { t }: Context): Part => {
  const [tone, drawing] = STATE_LOOK[state];
  return toneTag(tone, drawing, t(`staff.invitation.${state}`));
};

function invitations({ invitations: all }: StaffModel, context: Context): Html {
  const { t } = context;
  return html`<section class="hk-section" aria-labelledby="invitations"><h2 id="invitations">${t('staff.invitations')}</h2>${
    all.length > 0
      ? table({
          caption: t('staff.invitations'),
          quiet: true,
          fold: true,
          columns: [{ label: t('staff.person') }, { label: t('staff.roles') }, { label: t('register.state') }],
          rows: all.map((line) => [
            html`<a class="hk-wrap" href=${line.href}>${line.name}</a><br><small class="hk-soft hk-wrap">${t('staff.by', { name: line.byName })}</small>`,
            line.roles.map((name) => role(name, context)).join(', '),
            html`${stateTag(line.state, context)}${line.state === 'open' ? html`<br><small class="hk-soft">${t('staff.until', { date: line.until })}</small>` : ''}`,
          ]),
        })
      : html`<p class="hk-soft">${t('staff.noInvitations')}</p>`
  }</section>`;
}

const history = ({ events }: StaffModel, { t }: Context): Html =>
  html`<section class="hk-section" aria-labelledby="history"><h2 id="history">${t('staff.history')}</h2>${
    events.length > 0
      ? timeline(events.map((event) => ({ ...event, state: 'done' as const })))
      : html`<p class="hk-soft">${t('staff.noHistory')}</p>`
  }</section>`;

export interface MemberModel {
  body: Text;
  name: string;
  subject: string;
  said?: StaffSaid;
  action: string;
  back: string;
  roles: RoleLine[];
  /** What the reader may give or propose, and which of it needs a second person. */
  offers: { role: Role; second: boolean }[];
  you: boolean;
  /** The reader has asked to remove the person. */
  removing: boolean;
}

/** One person of a body: roles to take, a role to give, and the way out. */
export function memberPage(model: MemberModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: html`<span class="hk-wrap">${model.name}</span>`,
    lead: html`${said(model.body, lang)}`,
    body: html`<p><a href=${model.back}>← ${t('staff.title')}</a></p>${spoken(model.said)}<p class="hk-soft hk-wrap">${t('staff.signIn', { name: model.subject })}</p>${
      model.you ? notice({ kind: 'info', title: t('staff.you'), text: t('staff.youText') }) : ''
    }<section class="hk-section" aria-labelledby="roles"><h2 id="roles">${t('staff.roles')}</h2><ul class="hk-quiet-list">${model.roles.map(
      (line) =>
        html`<li class="hk-card"><h3>${heading(line.role, context)}</h3><p class="hk-small hk-soft">${t(`staff.does.${line.role}`)}${line.since ? html`<br>${t('staff.since', { date: line.since })}` : ''}</p>${
          model.you
            ? ''
            : html`<form method="post" action=${model.action}><input type="hidden" name="_act" value="take"><input type="hidden" name="role" value=${line.role}><button class="hk-button hk-button-second">${t('staff.take')}<span class="hk-hidden"> ${role(line.role, context)}</span></button></form>`
        }</li>`,
    )}</ul></section>${model.you ? '' : html`${giving(model, context)}${removing(model, context)}`}`,
  });
}

function giving({ offers, action }: MemberModel, context: Context): Html {
  const { t } = context;
  return html`<section class="hk-section" aria-labelledby="give"><h2 id="give">${t('staff.give')}</h2>${
    offers.length > 0
      ? html`<form class="hk-form" method="post" action=${action}><input type="hidden" name="_act" value="give"><fieldset class="hk-field"><legend class="hk-label">${t('staff.giveChoose')}</legend>${offers.map(
          (offer) => choice('radio', 'role', offer, false, context),
        )}</fieldset><div class="hk-actions"><button class="hk-button">${t('staff.give')}</button></div></form>`
      : html`<p class="hk-soft">${t('staff.allGiven')}</p>`
  }</section>`;
}

const choice = (
  kind: 'radio' | 'checkbox',
  name: string,
  offer: { role: Role; second: boolean },
  chosen: boolean,
  context: Context,
): Html =>
  html`<label class="hk-choice"><input type=${kind} name=${name} value=${offer.role} ?checked=${chosen}><span><strong>${heading(offer.role, context)}</strong><br><small class="hk-soft">${context.t(`staff.does.${offer.role}`)}${offer.second ? html`<br>${icon('user')} ${context.t('staff.second')}` : ''}</small></span></label>`;

function removing(model: MemberModel, { t }: Context): Html {
  return html`<section class="hk-section" aria-labelledby="remove"><h2 id="remove">${t('staff.remove')}</h2><p>${t('staff.removeText')}</p>${
    model.removing
      ? html`<form method="post" action=${model.action}><div class="hk-actions"><button class="hk-button hk-button-danger" name="_act" value="remove">${t('staff.removeYes')}</button><a href=${model.action}>${t('staff.keep')}</a></div></form>`
      : html`<p><a href="${model.action}?remove=1#remove">${t('staff.remove')}</a></p>`
  }</section>`;
}

export interface InviteModel {
  body: Text;
  action: string;
  back: string;
  key: string;
  offers: { role: Role; second: boolean }[];
  typed: { surname: string; givenName: string; passport: string; roles: readonly string[] };
  error?: { at: 'surname' | 'givenName' | 'passport' | 'roles'; text: string };
}

/** Whom to invite: as their passport writes it, and to which roles. */
export function invitePage(model: InviteModel, context: Context): Html {
  const { t, lang } = context;
  const { error, typed } = model;
  const wrong = (at: NonNullable<InviteModel['error']>['at']) => (error?.at === at ? error.text : undefined);
  const field = (name: 'surname' | 'givenName' | 'passport', most: number, hint?: string) => {
    const text = wrong(name);
    const described = [text && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
    return html`<div class="hk-field${text ? ' hk-invalid' : ''}"><label class="hk-label" for=${name}>${t(`staff.${name}`)}</label>${
      hint ? html`<p class="hk-hint" id=${`${name}-hint`}>${hint}</p>` : ''
    }${text ? html`<p class="hk-field-error" id=${`${name}-error`} role="alert">${text}</p>` : ''}<input class="hk-input" id=${name} name=${name} value=${typed[name]} maxlength=${most} autocomplete="off" spellcheck="false" aria-describedby=${described || nothing} aria-invalid=${text ? 'true' : nothing}></div>`;
  };
  const lacking = wrong('roles');
  return content({
    title: t('staff.invite'),
    lead: html`${said(model.body, lang)}`,
    body: html`<p><a href=${model.back}>← ${t('staff.title')}</a></p><p>${t('staff.inviteLead')}</p><form class="hk-form" method="post" action=${model.action}><input type="hidden" name="_key" value=${model.key}>${field('surname', 220)}${field('givenName', 220)}${field(
      'passport',
      30,
      t('staff.passportHint'),
    )}<fieldset class="hk-field${lacking ? ' hk-invalid' : ''}" aria-describedby=${lacking ? 'roles-error' : nothing}><legend class="hk-label">${t('staff.choose')}</legend>${
      lacking ? html`<p class="hk-field-error" id="roles-error" role="alert">${lacking}</p>` : ''
    }${model.offers.map((offer) => choice('checkbox', 'role', offer, typed.roles.includes(offer.role), context))}</fieldset><div class="hk-actions"><button class="hk-button">${t('staff.send')}</button></div></form>`,
  });
}

export interface InvitationModel {
  body: Text;
  back: string;
  action: string;
  said?: StaffSaid;
  line: InvitationLine;
  /** For those who may hand it over, while it is open. */
  handOver?: { code: string; link: string };
}

/** One invitation for those who keep the staff: its code while it is open, and the way to take it back. */
export function staffInvitationPage(model: InvitationModel, context: Context): Html {
  const { t, lang } = context;
  const { line, handOver } = model;
  return content({
    title: handOver ? t('staff.invited') : t('invitation.title'),
    lead: html`${said(model.body, lang)}`,
    body: html`<p><a href=${model.back}>← ${t('staff.title')}</a></p>${spoken(model.said)}${
      handOver
        ? html`<p class="hk-wrap">${t('staff.handOver', { name: line.name, date: line.until })}</p><dl class="hk-summary"><div><dt>${t('staff.code')}</dt><dd><code class="hk-identity hk-nowrap">${handOver.code}</code></dd></div><div><dt>${t('staff.link')}</dt><dd><a class="hk-wrap" href=${handOver.link} data-native>${handOver.link}</a></dd></div></dl>`
        : ''
    }<dl class="hk-summary"><div><dt>${t('staff.person')}</dt><dd class="hk-wrap">${line.name}</dd></div><div><dt>${t('staff.roles')}</dt><dd>${line.roles.map((name) => role(name, context)).join(', ')}</dd></div><div><dt>${t('register.state')}</dt><dd>${stateTag(line.state, context)} <small class="hk-soft">${t('staff.until', { date: line.until })}</small></dd></div></dl>${
      handOver
        ? html`<form method="post" action=${model.action}><button class="hk-button hk-button-second">${t('staff.withdraw')}</button></form>`
        : ''
    }`,
  });
}

export type InvitedModel =
  | { step: 'code'; typed: string; error?: string }
  | { step: 'answer'; body: Text; byName: string; until: string; roles: { role: Role; second: boolean }[]; code: string; error?: string }
  | { step: 'accepted'; body: Text; given: Role[]; waiting: Role[] }
  | { step: 'declined' };

/** The page of whoever is invited: the code, what it opens, yes or no, and what follows. */
export function invitedPage(model: InvitedModel, context: Context): Html {
  const { t, to, lang } = context;
  const action = to('/account/invitation');
  if (model.step === 'code') {
    const described = model.error ? 'code-error' : nothing;
    return content({
      title: t('invitation.title'),
      lead: t('invitation.lead'),
      body: html`<form class="hk-form" action=${action}><div class="hk-field${model.error ? ' hk-invalid' : ''}"><label class="hk-label" for="code">${t('staff.code')}</label>${
        model.error ? html`<p class="hk-field-error" id="code-error" role="alert">${model.error}</p>` : ''
      }<input class="hk-input hk-identity hk-width-medium" id="code" name="code" value=${model.typed} maxlength="40" autocomplete="off" spellcheck="false" autocapitalize="characters" aria-describedby=${described} aria-invalid=${model.error ? 'true' : nothing}></div><div class="hk-actions"><button class="hk-button">${t('invitation.open')}</button></div></form>`,
    });
  }
  if (model.step === 'declined')
    return content({ title: t('invitation.declined'), body: html`<p><a href=${to('/account/')}>${t('account.title')}</a></p>` });
  if (model.step === 'accepted') {
    const list = (title: string, some: readonly Role[]): Part =>
      some.length > 0
        ? html`<section class="hk-section"><h2>${title}</h2><ul>${some.map((name) => html`<li>${role(name, context)} <span class="hk-soft">— ${t(`staff.does.${name}`)}</span></li>`)}</ul></section>`
        : '';
    return content({
      title: t('invitation.accepted'),
      lead: html`${said(model.body, lang)}`,
      body: html`${list(t('invitation.given'), model.given)}${list(t('invitation.waiting'), model.waiting)}<p><a href=${to('/account/')}>${t('account.title')}</a></p>`,
    });
  }
  return content({
    title: t('invitation.title'),
    lead: html`${said(model.body, lang)}`,
    body: html`${model.error ? notice({ kind: 'error', text: model.error }) : ''}<p class="hk-wrap">${t('invitation.from', { name: model.byName })}</p><p class="hk-soft">${t('staff.until', { date: model.until })}</p><h2>${t('invitation.willDo')}</h2><ul class="hk-quiet-list">${model.roles.map(
      (one) =>
        html`<li class="hk-card"><h3>${heading(one.role, context)}</h3><p>${t(`staff.does.${one.role}`)}</p>${one.second ? html`<p class="hk-small hk-soft">${icon('user')} ${t('staff.second')}</p>` : ''}</li>`,
    )}</ul><form method="post" action=${action}><input type="hidden" name="code" value=${model.code}><div class="hk-actions"><button class="hk-button" name="_act" value="accept">${t('invitation.accept')}</button><button class="hk-button hk-button-second" name="_act" value="decline">${t('invitation.decline')}</button></div></form>`,
  });
}

export interface StaffBodiesModel {
  said?: StaffSaid;
  filters: { label: string; href: string; current: boolean }[];
  rows: { name: Text; href: string; heads: number; people: number; waiting: number }[];
}

/** Every body with its heads, for the central Agency. */
export function staffBodiesPage(model: StaffBodiesModel, context: Context): Html {
  const { t, lang } = context;
  return content({
    title: t('staff.bodies'),
    lead: t('staff.bodiesLead'),
    wide: true,
    body: html`${chips(t('staff.show'), model.filters)}<p class="hk-soft" role="status">${t('agencies.count', { n: model.rows.length })}</p>${
      model.rows.length > 0
        ? table({
            caption: t('staff.bodies'),
            quiet: true,
            desk: true,
            fold: true,
            columns: [
              { label: t('staff.body') },
              { label: t('staff.heads'), number: true },
              { label: t('staff.people'), number: true },
              { label: t('staff.waitingShort'), number: true },
            ],
            rows: model.rows.map((row) => [
              html`<a class="hk-wrap" href=${row.href}>${said(row.name, lang)}</a>`,
              row.heads,
              row.people,
              row.waiting,
            ]),
          })
        : html`<p>${t('staff.noBodies')}</p>`
    }`,
  });
}
