import type { Translator } from '@hukumat/contract/plugin';
import { html, nothing } from 'lit';
import { generationsOf, type Member } from './generations.ts';

const person = (name: string, relation: string, birthDate?: string) => html`<li class="dushanbe-tree__person">
  <b>${name}</b>
  <small>${relation}${birthDate ? html`, ${birthDate}` : nothing}</small>
</li>`;

/** The family by generations, the oldest on top. */
export const tree = (members: readonly Member[], t: Translator) => html`<ol class="dushanbe-tree" aria-label=${t('tree.title')}>
  ${generationsOf(members).map(
    ({ generation, members: held }) => html`<li>
      <span class="dushanbe-tree__name">${t(`generation.${generation}`)}</span>
      <ul>
        ${generation === 'own' ? person(t('tree.you'), t('tree.applicant')) : nothing}
        ${held.map(({ name, relation, birthDate }) => person(name, t(`relation.${relation}`), birthDate))}
      </ul>
    </li>`,
  )}
</ol>`;
