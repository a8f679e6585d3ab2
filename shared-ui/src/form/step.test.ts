import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { expect, test } from 'vitest';
import { everyField } from './form.examples.ts';
import { type FormView, newlyAsked, renderCheckAnswers, renderErrorSummary, renderStep } from './index.ts';

const [step] = everyField.steps;
if (!step) throw new Error('The example has a step');
const today = '2026-11-23';
const view: FormView = { form: everyField, step, index: 2, total: 5, answers: {}, lang: 'tg', action: '/tg/mia/x/apply', today };
const draw = async (template: unknown): Promise<string> =>
  (await collectResult(render(html`${template}`))).replace(/<!--\/?lit-[^>]*-->|<\?>/g, '').replace(/[ \n]+/g, ' ');

test('what was given stands in the controls: texts, dates as people write them, choices', async () => {
  const answers = {
    surname: 'О\'ғ "<қ>&',
    birthDate: '1990-03-27',
    phone: '+992917123456',
    guests: 120,
    region: 'sughd',
    purpose: 'study',
    languages: ['tg', 'en'],
    agree: true,
  };
  const page = await draw(renderStep({ ...view, answers }));
  expect(page).toContain('value="О&#39;ғ &quot;&lt;қ&gt;&amp;"');
  expect(page).toContain('value="27.03.1990"');
  expect(page).toContain('value="+992 91 712 3456"');
  expect(page).toContain('value="120"');
  expect(page).toMatch(/<option value="sughd" selected/);
  expect(page.match(/ checked/g)).toHaveLength(4);
});

test('what could not be read comes back exactly as it was typed', async () => {
  const page = await draw(renderStep({ ...view, answers: { birthDate: '31.02', guests: 'бисёр', visitTime: '25-70' } }));
  for (const text of ['31.02', 'бисёр', '25-70']) expect(page).toContain(`value="${text}"`);
});

test('a text area keeps its text, its first line break and everything that looks like markup', async () => {
  const page = await collectResult(render(renderStep({ ...view, answers: { note: '\nсатри дуюм </textarea><b>&amp;' } })));
  expect(page).toContain('>\n\nсатри дуюм &lt;/textarea&gt;&lt;b&gt;&amp;amp;</textarea>');
});

test('an error stands at its field and in the summary, which leads to the control', async () => {
  const errors = [{ field: 'purpose', step: 'about-you', code: 'required', message: 'Мақсадро интихоб кунед' }];
  const page = await draw(renderStep({ ...view, errors }));
  expect(page).toContain('<a href="#f-purpose">Мақсадро интихоб кунед</a>');
  expect(page).toMatch(/<fieldset class="hk-field hk-invalid" data-field="purpose"[^>]*aria-describedby="f-purpose-error"/);
  expect(page).toMatch(/<input type="radio" id="f-purpose"/);
  expect(await draw(renderErrorSummary({ errors: [], lang: 'ru' }))).toBe('');
});

test('optional questions say so, required ones do not; every control has a label', async () => {
  const page = await draw(renderStep({ ...view, lang: 'en' }));
  expect(page).toMatch(/for="f-surname">Surname<\/label>/);
  expect(page).toMatch(/for="f-phone">Phone number <span class="hk-optional">\(optional\)/);
  expect(page).toContain('Step 2 of 5');
});

test('a question that may come to apply is in the page, hidden, and the page says which ones could be seen', async () => {
  const page = await draw(renderStep(view));
  expect(page).toMatch(/data-field="otherPurpose" hidden/);
  expect(page).toContain('<input type="hidden" name="_shown" value="">');
  const other = await draw(renderStep({ ...view, answers: { purpose: 'other' } }));
  expect(other).not.toMatch(/data-field="otherPurpose" hidden/);
  expect(other).toContain('name="_shown" value="otherPurpose"');
});

test('without JavaScript the step is shown once more when an answer brings a new question', () => {
  expect(newlyAsked(step, { purpose: 'other' }, today, '')).toEqual(['otherPurpose']);
  expect(newlyAsked(step, { purpose: 'other' }, today, 'otherPurpose')).toEqual([]);
  expect(newlyAsked(step, { purpose: 'work' }, today, '')).toEqual([]);
  expect(newlyAsked(step, { purpose: 'other' }, today, undefined)).toEqual([]);
});

test('uploads are listed with a way to remove each; Enter goes on instead of uploading', async () => {
  const page = await draw(renderStep({ ...view, uploads: [{ id: 'u-1', field: 'scan', name: 'a.pdf', bytes: 1_420_000 }] }));
  expect(page).toMatch(/name="_remove" value="u-1"/);
  expect(page).toContain('1,4\u00a0МБ');
  expect(page.indexOf('name="_continue"')).toBeLessThan(page.indexOf('name="_remove"'));
  const full = ['1', '2', '3'].map((id) => ({ id, field: 'scan', name: `${id}.pdf`, bytes: 900 }));
  expect(await draw(renderStep({ ...view, uploads: full }))).not.toContain('type="file"');
});

test('check-your-answers shows every visible answer in words, with a link back to its question', async () => {
  const page = await draw(
    renderCheckAnswers({
      form: everyField,
      answers: { surname: 'Раҳимзода', birthDate: '1990-03-27', purpose: 'study', scan: ['u-1'] },
      uploads: [{ id: 'u-1', field: 'scan', name: 'a.pdf', bytes: 1 }],
      lang: 'ru',
      today,
      action: '#',
      hidden: { _key: 'k1' },
      hrefOf: (at) => `/s/${at.name}`,
    }),
  );
  expect(page).toContain('<dd>27.03.1990</dd>');
  expect(page).toContain('<dd>Для учёбы</dd>');
  expect(page).toContain('<dd>a.pdf</dd>');
  expect(page).toContain('href="/s/about-you#f-birthDate"');
  expect(page).toContain('<input type="hidden" name="_key" value="k1">');
  expect(page).toContain('Я подтверждаю, что данные верны.');
  expect(page).not.toContain('Какая цель?');
});
