/** What the browser test loads: wakes a server-drawn step in every way the portal does. */
import { type Lang, validateAnswers } from '@hukumat/contract';
import { hydrate } from '@lit-labs/ssr-client';
import { defineElements } from '../src/elements/define.ts';
import { everyField, rowsAndSums } from '../src/form/form.examples.ts';
import { enhanceForm, type FormView, renderStep } from '../src/form/index.ts';

declare global {
  interface Window {
    wake: (view: FormView) => () => void;
    hydrateStep: (view: FormView) => void;
  }
}

window.wake = (view) => {
  defineElements();
  const root = document.querySelector<HTMLFormElement>('form[data-step]');
  if (!root) throw new Error('The page holds no form');
  const { today } = view;
  const form = [everyField, rowsAndSums].find(({ steps }) => steps.some(({ name }) => name === root.dataset.step)) ?? everyField;
  const lang: Lang = view.lang;
  return enhanceForm(root, form, {
    lang,
    today,
    validate: (answers, step) => validateAnswers({ form }, answers, { lang, today, step }),
  });
};

window.hydrateStep = (view) => {
  const main = document.querySelector('main');
  if (main) hydrate(renderStep(view), main);
};
