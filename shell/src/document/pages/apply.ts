import type { Form, ServiceDefinition } from '@hukumat/contract';
import { notice } from '@hukumat/ui';
import { type FormView, renderStep } from '@hukumat/ui/form';
import { type Html, html, type Part } from '../render.ts';
import type { Context } from './parts.ts';

export interface StepModel {
  view: FormView;
  /** Unfinished applications for the same service, offered on its first page. */
  drafts?: { href: string; saved: string }[];
  /** Said above the form: an overwritten step, a session that came back. */
  said?: { kind: 'info' | 'warning'; text: string };
}

/** One step of a service's form. The form itself is drawn by the code the browser shares. */
export function applyPage({ view, drafts = [], said }: StepModel, { t }: Context): Html {
  return html`<div class="hk-page hk-main"><div class="hk-reading">${said ? notice(said) : ''}${
    drafts.length > 0
      ? notice({
          kind: 'info',
          title: t('apply.draftFound'),
          text: html`<ul>${drafts.map((draft) => html`<li><a href=${draft.href}>${t('apply.draftContinue', { date: draft.saved })}</a></li>`)}</ul><p>${t('apply.startNew')}</p>`,
        })
      : ''
  }${renderStep(view)}<p class="hk-small hk-soft">${t('apply.later')}</p>${formData(view.form)}</div></div>`;
}

/** The form's data for the browser half, which enhances the nodes above and asks nobody for them. */
const formData = (form: Form): Part => html`<div hidden data-form=${JSON.stringify(form satisfies ServiceDefinition['form'])}></div>`;
