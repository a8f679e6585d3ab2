import { randomUUID } from 'node:crypto';
import { LANGS } from '@hukumat/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let citizen: Browser;
beforeAll(async () => {
  portal = await wholePortal();
  citizen = await portal.signedIn('citizen-1');
});
afterAll(() => portal?.stop());

const OWNER: Actor = { kind: 'person', subject: 'citizen-1', name: 'citizen-1', loa: 'substantial', roles: [] };
async function charged(): Promise<string> {
  const application = randomUUID();
  // It waits for money at its desk, as a submitted one with a fee does.
  await sql`insert into applications.applications
    (id, number, owner, applicant, agency, service, release_version, definition_version, lang, answers, state, submitted_at)
    values (${application}, ${`EGOV-2026-${application.slice(0, 6)}`}, 'citizen-1', 'Ф', 'mia', 'residence-note', '1.0.0', 3, 'tg', '{}',
      'awaiting_payment', now())`.execute(portal.platform.db.owner);
  await portal.platform.db.write(OWNER, (tx) =>
    portal.modules.payments.charge(tx, {
      application,
      number: 'EGOV-2026-000042',
      owner: 'citizen-1',
      agency: 'mia',
      service: 'residence-note',
      occasion: 'hand-in',
      lines: [
        { kind: 'review', label: { tg: 'Барои баррасӣ', ru: 'За рассмотрение', en: 'For review' }, diram: 31_200 },
        { kind: 'issue', label: { tg: 'Барои додан', ru: 'За выдачу', en: 'For issue' }, diram: 15_650 },
      ],
    }),
  );
  return application;
}
const pay = (application: string, lang = 'tg') => `/${lang}/account/applications/${application}/pay`;
const read = async (address: string) => (await citizen.send(address)).text();
const post = async (address: string, form: Record<string, string> = {}) => {
  const answer = await citizen.send(address, { form });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '/', portal.origin);
  return { status: answer.status, to: pathname + search, text: answer.status === 303 ? '' : await answer.text() };
};
const stateOf = (page: string) => /data-hk="payment" data-state="(\w+)"/.exec(page)?.[1];

test.each(LANGS)('an invoice is paid from the page to the receipt without JavaScript: %s', async (lang) => {
  const application = await charged();
  const page = await read(pay(application, lang));
  expect(stateOf(page)).toBe('open');
  const total = { tg: '468,50\u00a0сомонӣ', ru: '468,50\u00a0сомони', en: 'TJS\u00a0468.50' }[lang];
  for (const part of [total, 'EGOV-2026-000042', 'INV-', { tg: 'Барои баррасӣ', ru: 'За рассмотрение', en: 'For review' }[lang]])
    expect(page.replaceAll('TJS ', 'TJS\u00a0').replaceAll(/(\d) (сомон)/g, '$1\u00a0$2')).toContain(part);
  expect(page.match(/<button class="hk-button">/g)).toHaveLength(1);

  const toBank = await post(pay(application, lang));
  expect(toBank).toMatchObject({ status: 303, to: expect.stringMatching(new RegExp(`^/${lang}/pay/sandbox/[\\w-]{22}$`)) });
  expect(await read(toBank.to)).toContain('name="card"');
  expect(await post(toBank.to)).toMatchObject({ status: 422, text: expect.stringContaining('card-error') });
  const back = await post(toBank.to, { card: 'pays' });
  expect(back).toMatchObject({ status: 303, to: `${pay(application, lang)}?back=1` });
  const paid = await read(back.to);
  expect(stateOf(paid)).toBe('settled');
  const receipt = /RCP-2026-\d{6}/.exec(paid)?.[0] ?? '';
  expect(receipt).not.toBe('');
  expect(await read(toBank.to)).not.toContain('name="card"');

  const list = await read(`/${lang}/account/payments`);
  const href = new RegExp(`href="(/${lang}/account/payments/[\\w-]+)"`).exec(paid)?.[1] ?? '';
  expect(list).toContain(href);
  expect(await read(href)).toContain(receipt);
});

test('declined is said, and the next try pays', async () => {
  const application = await charged();
  const bank = (await post(pay(application))).to;
  const page = await read((await post(bank, { card: 'declined' })).to);
  expect(stateOf(page)).toBe('declined');
  const again = (await post(pay(application))).to;
  expect(again).not.toBe(bank);
  expect(stateOf(await read((await post(again, { card: 'pays' })).to))).toBe('settled');
});

test('who comes back before the bank has answered is told so, and may ask again by a link', async () => {
  const application = await charged();
  const bank = (await post(pay(application))).to;
  const { to } = await post(bank, { card: 'late' });
  const first = await citizen.send(to);
  const page = await first.text();
  expect(stateOf(page)).toBe('waiting');
  expect(first.headers.get('refresh')).toBe(`4; url=${pay(application)}?back=2`);
  // It does not go on for ever, and who only looks in is left in peace.
  for (const address of [`${pay(application)}?back=6`, pay(application)])
    expect((await citizen.send(address)).headers.get('refresh')).toBeNull();
  expect(page).toContain(`href="${pay(application)}?back=1"`);
  // Pressing again leads to the same page of the bank, which takes no second payment.
  expect((await post(pay(application))).to).toBe(bank);
  expect(await read(bank)).not.toContain('name="card"');
});

test('what nobody has to pay has no button and takes no press', async () => {
  const application = await charged();
  await portal.platform.db.write(OWNER, (tx) => portal.modules.payments.cancel(tx, application));
  const page = await read(pay(application));
  expect(stateOf(page)).toBe('cancelled');
  expect(page).not.toContain('<button class="hk-button">');
  expect(await post(pay(application))).toMatchObject({ status: 409, text: expect.stringContaining('data-state="cancelled"') });
});

test('a bank that does not answer leaves the invoice open, and the page says so', async () => {
  const application = await charged();
  const { owner } = portal.platform.db;
  await sql`revoke insert on sandbox_bank.sessions from hukumat_app`.execute(owner);
  const refused = await post(pay(application));
  await sql`grant insert on sandbox_bank.sessions to hukumat_app`.execute(owner);
  expect(refused).toMatchObject({ status: 503, text: expect.stringContaining('data-state="open"') });
  expect(refused.text).toContain('Бонк ҳоло ҷавоб намедиҳад');
  expect((await post(pay(application))).status).toBe(303);
});

test('a session of nobody is not found, and nothing is sent to it', async () => {
  for (const address of ['/tg/pay/sandbox/AAAAAAAAAAAAAAAAAAAAAA', '/tg/pay/sandbox/x']) {
    expect((await citizen.send(address)).status).toBe(404);
    expect((await post(address, { card: 'pays' })).status).toBe(404);
  }
});
