import type { Drawn } from '@hukumat/contract/lit';
import type { View } from '@hukumat/contract/plugin';
import { html, nothing } from 'lit';
import type { Member } from './generations.ts';
import { tree } from './tree.ts';

const RELATIONS = ['spouse', 'child', 'father', 'mother', 'sibling', 'grandparent', 'grandchild', 'other'] as const;

/** The family of each view; it stays in this page and goes with it. */
const families = new WeakMap<View, Member[]>();

/** A family put together as a tree, to see what the certificate will say before asking for it. */
export function familyPage({ host, view, redraw }: Drawn) {
  const t = host.text;
  const members = families.get(view) ?? [];
  const keep = (next: Member[]) => {
    families.set(view, next);
    redraw();
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const name = String(data.get('name') ?? '').trim();
    if (name === '') return form.querySelector<HTMLInputElement>('[name="name"]')?.focus();
    keep([...members, { relation: String(data.get('relation')), name: name.slice(0, 160) }]);
    form.reset();
    form.querySelector<HTMLSelectElement>('select')?.focus();
  };
  return html`
    <p>${t('page.lead')}</p>
    <form class="dushanbe-add" novalidate @submit=${add}>
      <div class="hk-field">
        <label class="hk-label" for="dushanbe-relation">${t('page.relation')}</label>
        <select class="hk-input" id="dushanbe-relation" name="relation">
          ${RELATIONS.map((relation) => html`<option value=${relation}>${t(`relation.${relation}`)}</option>`)}
        </select>
      </div>
      <div class="hk-field">
        <label class="hk-label" for="dushanbe-name">${t('page.name')}</label>
        <input class="hk-input" id="dushanbe-name" name="name" autocomplete="off" spellcheck="false" maxlength="160">
      </div>
      <button class="hk-button hk-button-second">${t('page.add')}</button>
    </form>
    <div aria-live="polite">
      <h2>${t('tree.title')}</h2>
      ${tree(members, t)}
      ${
        members.length > 0
          ? html`<p><button type="button" class="hk-button hk-button-plain" @click=${() => keep(members.slice(0, -1))}>${t('page.undo')}</button></p>`
          : nothing
      }
    </div>
    <p class="hk-hint">${t('page.kept')}</p>
    <p><button type="button" class="hk-button" @click=${() => host.go('/services/family-composition-certificate')}>${t('page.apply')}</button></p>
  `;
}
