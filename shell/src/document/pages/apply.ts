import { type Answers, type Form, fieldsOf, pruneAnswers, type Step, type Text, visibleSteps } from '@hukumat/contract';
import { said as inWords, notice } from '@hukumat/ui';
import { type FormView, renderStep } from '@hukumat/ui/form';
import { type Html, html, nothing, type Part, raw, scriptJson } from '../render.ts';
import type { Context } from './parts.ts';

export interface StepModel {
  view: FormView;
  /** Unfinished applications for the same service, offered on its first page. */
  drafts?: { href: string; saved: string }[];
  /** Said above the form: an overwritten step, a session that came back. */
  said?: { kind: 'info' | 'warning'; text: string };
  /** For whom it is filled in, when that is not the person at the browser. */
  acting?: string;
  /** Others for whom the person may begin it instead. */
  others?: { href: string; label: string }[];
  /** Where a browser saves what is being typed. */
  save?: string;
}

/** One step of a service's form. The form itself is drawn by the code the browser shares. */
export function applyPage({ view, drafts = [], said, acting, others = [], save }: StepModel, context: Context): Html {
  const { t } = context;
  return html`<div class="hk-page hk-main hk-form-page"><div class="hk-reading">${actingNotice(acting)}${said ? notice(said) : ''}${
    others.length > 0 ? html`<ul class="hk-links">${others.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}</ul>` : ''
  }${
    drafts.length > 0
      ? notice({
          kind: 'info',
          title: t('apply.draftFound'),
          text: html`<ul>${drafts.map((draft) => html`<li><a href=${draft.href}>${t('apply.draftContinue', { date: draft.saved })}</a></li>`)}</ul><p>${t('apply.startNew')}</p>`,
        })
      : ''
  }${renderStep(view)}<p class="hk-small hk-soft">${t('apply.later')}</p>${formData(view, save)}</div>${outline(view, view.step.name, context)}</div>`;
}

/** Stands on every page of a form that is filled in for another. */
export const actingNotice = (acting: string | undefined): Part => (acting ? notice({ kind: 'info', title: acting }) : '');

/** What the form asks, step by step, beside it where there is room; “Step 2 of 5” says the same above it. */
export function outline(
  { form, answers, today }: { form: Form; answers: Answers; today: string },
  current: string | undefined,
  { t, lang }: Context,
): Html {
  const steps = visibleSteps(form, answers, today);
  const at = current === undefined ? steps.length : steps.findIndex(({ name }) => name === current);
  const titles = [...steps.map(({ title }) => inWords(title, lang)), t('apply.check')];
  return html`<aside class="hk-form-steps" aria-label=${t('apply.steps')}><ol class="hk-steps">${titles.map(
    (title, i) => html`<li class=${i < at ? 'hk-past' : nothing} aria-current=${i === at ? 'step' : nothing}>${title}</li>`,
  )}</ol></aside>`;
}

const UNSAID: Text = { tg: '-' };
const elsewhere = (names: readonly string[]): Step => ({
  name: 'elsewhere',
  title: UNSAID,
  fields: names.map((name) => ({ name, kind: 'text', label: UNSAID })),
});

/** What the browser half needs to improve this step: its own part of the definition, and the answers it looks at. */
function formData({ form, step, answers, today }: FormView, save: string | undefined): Part {
  const own = new Set(step.fields.map(({ name }) => name));
  const properties = Object.fromEntries(Object.entries(form.schema.properties).filter(([name]) => own.has(name)));
  const others = Object.fromEntries(Object.entries(pruneAnswers(form, answers, today)).filter(([name]) => !own.has(name)));
  const part: Form = {
    schema: { ...form.schema, properties, required: (form.schema.required ?? []).filter((name) => own.has(name)) },
    // Answers of other steps are kept, for conditions and sums that look at them, and asked about by nobody here.
    steps: [...(Object.keys(others).length > 0 ? [elsewhere(Object.keys(others))] : []), step],
    assertions: (form.assertions ?? []).filter(({ field, rule }) => [field, ...fieldsOf(rule)].every((name) => own.has(name))),
  };
  return html`${raw(`<script type="application/json" id="form-data">${scriptJson({ form: part, today, answers: others, ...(save ? { save } : {}) })}</script>`)}`;
}
