import { expect, type Locator } from '@playwright/test';
import type { Citizen } from './citizen.ts';
import type { Hands } from './hands.ts';
import { smallPdf } from './papers.ts';

/** What one person answers to one service, by the names of the fields; a row of a group is `members.0.surname`. */
export interface Request {
  agency: string;
  service: string;
  /** Who applies. */
  as: string;
  answers: Readonly<Record<string, string>>;
  /** A day on which the same may be asked for only once: so many days from today, and later on each further walk. */
  ownDay?: { field: string; days: number };
  /** What comes between sending and the receipt. */
  next?: 'payment' | 'second-person';
}

/** Most pages one form may have, so that a form that never ends fails instead of hanging. */
const MOST_PAGES = 40;

/**
 * From the page of a service to the receipt, with the payment where one is asked; or from the form that is open.
 * Answers the number on the receipt.
 */
export async function appliesFor(
  citizen: Citizen,
  hands: Hands,
  request: Request,
  { from = 'service' }: { from?: 'service' | 'here' } = {},
): Promise<string> {
  if (from === 'service') {
    await citizen.opens(`/services/${request.service}`);
    await leaves(citizen, () => hands.press(citizen.page.locator('[data-hk="service-start"]')));
  }
  await signsInMore(citizen, hands);
  await expect(citizen.form).toBeVisible();
  await walksThrough(citizen, hands, request);
  await leaves(citizen, () => hands.press(citizen.submitButton));
  return request.next === 'payment' ? pays(citizen, hands) : (await citizen.getsReceipt()).number;
}

/** Pays the open invoice with the demonstration bank's card that pays, and waits for the receipt. Answers the application's number. */
export async function pays(citizen: Citizen, hands: Hands): Promise<string> {
  const { page } = citizen;
  const invoice = page.locator('[data-hk="payment"]');
  await expect(invoice).toHaveAttribute('data-state', 'open');
  const number = /EGOV-\d{4}-\d{6}/.exec((await invoice.textContent()) ?? '')?.[0] ?? '';
  await leaves(citizen, () => hands.press(invoice.locator('form button')));
  await hands.tick(page.locator('main input[name="card"][value="pays"]'));
  await leaves(citizen, () => hands.press(page.locator('main form .hk-actions button').first()));
  await expect(invoice).toHaveAttribute('data-state', 'settled');
  await expect(page.locator('main .hk-receipt')).toBeVisible();
  return number;
}

/** A service that asks for a stronger sign-in sends whoever is signed in for a code, and back. */
export async function signsInMore(citizen: Citizen, hands: Hands): Promise<void> {
  for (let pages = 0; pages < 3; pages++) {
    const code = citizen.page.locator('input[name="code"]');
    const password = citizen.page.locator('input[type="password"]');
    if (await code.isVisible()) {
      const shown = await citizen.page.locator('output[name="demo-code"]').textContent();
      await hands.write(code, (shown ?? '').replace(/\D/g, ''));
    } else if (await password.isVisible()) await hands.write(password, 'demo');
    else return;
    await leaves(citizen, () => hands.press(citizen.page.locator('main form button').first()));
  }
}

/** Goes through the form of a service page by page, answering what each page asks, until the answers stand to be checked. */
export async function walksThrough(citizen: Citizen, hands: Hands, request: Request): Promise<string[]> {
  const seen: string[] = [];
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    if (/\/check(\?|$)/.test(citizen.page.url())) return seen;
    const step = (await citizen.form.getAttribute('data-step')) ?? '';
    seen.push(step);
    await answersThePage(citizen, hands, request);
    const before = citizen.page.url();
    await leaves(citizen, () => hands.press(citizen.page.locator('main .hk-actions button[name="_continue"]').first()));
    if (await citizen.errorSummary.isVisible()) {
      const said = await citizen.errorSummary.textContent();
      throw new Error(`${request.service}, step ${step}: ${said?.replace(/\s+/g, ' ')} (${before})`);
    }
  }
  throw new Error(`${request.service} asked ${MOST_PAGES} pages and did not end`);
}

/** Does what leads to another page and waits until that page is there. */
export async function leaves(citizen: Citizen, act: () => Promise<void>): Promise<void> {
  const loaded = citizen.page.waitForEvent('load');
  await act();
  await loaded;
}

async function answersThePage(citizen: Citizen, hands: Hands, { service, answers }: Request): Promise<void> {
  const scripted = await citizen.page
    .locator('html')
    .evaluate(() => navigator.userAgent !== '' && matchMedia('(scripting: enabled)').matches);
  const fields = citizen.form.locator('[data-field]:not(:has([data-field]))');
  for (const name of await fields.evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset.field ?? ''))) {
    const answer = answers[name];
    const field = citizen.form.locator(`[data-field="${name}"]`);
    if (answer === undefined) continue;
    // Without scripts a question that hangs on an answer of this page comes with the next one.
    if (!scripted && !(await field.isVisible())) continue;
    await expect(field).toBeVisible();
    await answersOne(citizen, hands, field, name, answer, scripted).catch((error: unknown) => {
      throw new Error(`${service}, ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
  }
}

async function answersOne(citizen: Citizen, hands: Hands, field: Locator, name: string, answer: string, scripted: boolean): Promise<void> {
  const radio = field.locator(`input[type="radio"][value="${answer}"]`);
  const box = field.locator('input[type="checkbox"]');
  const file = field.locator('input[type="file"]');
  const select = field.locator('select');
  if ((await file.count()) > 0) {
    // The chooser of the operating system is no page: the file is handed over, the button is pressed.
    if ((await field.getByText(smallPdf().name).count()) > 0) return;
    await file.focus();
    await file.setInputFiles(smallPdf());
    // With scripts it goes by itself.
    if (!scripted) await hands.press(citizen.page.locator(`button[name="_upload"][value="${name}"]`));
    await expect(citizen.page.locator(`[data-field="${name}"]`).getByText(smallPdf().name).first()).toBeVisible();
  } else if ((await radio.count()) > 0) await hands.tick(radio);
  else if ((await select.count()) > 0) {
    const offered = select.locator('option:not([value=""])');
    const place = answer === FIRST ? offered.first() : answer === LAST ? offered.last() : undefined;
    const value = place ? await place.getAttribute('value') : answer;
    if (!value) throw new Error('there is nothing to choose');
    await hands.select(select, value);
  } else if ((await box.count()) > 0) {
    for (const value of answer.split(',')) await hands.tick(box.and(field.locator(`[value="${value}"]`)));
  } else await hands.write(field.locator('input:not([type="hidden"]), textarea').first(), answer);
}

/** Whatever is offered first: a slot, a document of the person's own. */
export const FIRST = '(first)';
/** The last that is offered: another day than the first. */
export const LAST = '(last)';
