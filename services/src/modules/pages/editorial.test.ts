import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WholePortal, wholePortal } from '../../testing.ts';
import type { Browser } from '../identity/testing.ts';

let portal: WholePortal;
let editor: Browser;
let approver: Browser;
beforeAll(async () => {
  portal = await wholePortal();
  editor = await portal.signedIn('mia-editor', 'substantial');
  approver = await portal.signedIn('mia-approver', 'substantial');
});
afterAll(() => portal?.stop());

const DESK = '/tg/account/editorial/mia/';
const NEWS = {
  'title.tg': 'Қабули шаҳрвандон дар рӯзи душанбе',
  'body.tg': 'Вазорат шаҳрвандонро **ҳар душанбе** қабул мекунад.',
  topic: 'services',
};

const page = async (who: Browser, path: string): Promise<{ status: number; html: string }> => {
  const answer = await who.send(path);
  return { status: answer.status, html: await answer.text() };
};
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const at = (answer: Response): string => answer.headers.get('location') ?? '';

/** A new text of `mia`, by its editor. Answers where its page stands. */
async function written(fields: Record<string, string> = NEWS, type = 'news'): Promise<string> {
  const made = await editor.send(`${DESK}new/${type}`, { form: { ...fields, _act: 'save' } });
  expect(made.status).toBe(303);
  return at(made).replace('/edit?saved=1', '');
}
/** Presses a button on the page of an item. */
async function press(who: Browser, item: string, act: string, more: Record<string, string> = {}): Promise<Response> {
  const { html } = await page(who, item);
  return who.send(item, { form: { _act: act, _revision: hidden(html, '_revision'), ...more } });
}
const stateOf = async (item: string): Promise<string[]> => {
  const editions = await portal.modules.content.history(
    { kind: 'person', subject: 'mia-editor', name: 'Л', loa: 'substantial', roles: [{ agency: 'mia', role: 'editor' }] },
    item.split('/').at(-1) ?? '',
  );
  return editions.map(({ state }) => state);
};

test('a text goes from a press officer to the public through other eyes', async () => {
  const item = await written();
  const edit = await page(editor, `${item}/edit`);
  expect(edit.html).toContain('>\nВазорат шаҳрвандонро **ҳар душанбе** қабул мекунад.</textarea>');
  const sent = await editor.send(`${item}/edit`, {
    form: { ...NEWS, 'title.ru': 'Приём граждан', _revision: hidden(edit.html, '_revision'), _act: 'submit' },
  });
  expect([sent.status, at(sent)]).toEqual([303, `${item}?done=submitted`]);
  expect((await page(approver, DESK)).html).toContain('Тасдиқ лозим аст');
  expect((await page(editor, DESK)).html).not.toContain('Тасдиқ лозим аст');

  const published = await press(approver, item, 'approve');
  expect(at(published)).toBe(`${item}?done=published`);
  expect(await portal.modules.content.atPath('/mia/news/qabuli-shahrvandon-dar-ruzi-dushanbe')).toMatchObject({
    state: 'live',
    item: { values: { title: { tg: NEWS['title.tg'], ru: 'Приём граждан' } } },
  });
});

test('whoever wrote a text does not approve it, even holding the role', async () => {
  const made = await approver.send(`${DESK}new/news`, { form: { ...NEWS, _act: 'submit' } });
  const item = at(made).replace('?done=submitted', '');
  const { html } = await page(approver, item);
  expect(html).toContain('онро шахси дигар тасдиқ мекунад');
  expect(html).not.toContain('value="approve"');
  expect((await approver.send(item, { form: { _act: 'approve', _revision: hidden(html, '_revision') || '1' } })).status).toBe(403);
  expect(await stateOf(item)).toEqual(['in_review']);
});

test('what is missing is said in the summary and at its field, and nothing typed is lost', async () => {
  const refused = await editor.send(`${DESK}new/notice`, { form: { 'title.tg': 'Эълон', validUntil: 'фардо', _act: 'submit' } });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('href="#body-tg"');
  expect(html).toContain('id="body-tg-error"');
  expect(html).toContain('href="#validUntil"');
  expect(html).toMatch(/name="validUntil" value="фардо"/);
});

test('it comes back with a remark, which waits for its author on top', async () => {
  const item = await written();
  await press(editor, item, 'submit');
  const silent = await press(approver, item, 'return', { reason: ' ' });
  expect(silent.status).toBe(422);
  expect(await silent.text()).toContain('id="return-error"');
  await press(approver, item, 'return', { reason: 'Рӯзро нависед' });
  expect((await page(editor, DESK)).html).toContain('Барои ислоҳ баргардонида шуд');
  expect((await page(editor, `${item}/edit`)).html).toContain('Рӯзро нависед');
});

describe('two people in one draft', () => {
  test('the later one sees what the other wrote, keeps their own words, and may save them', async () => {
    const item = await written();
    const mine = hidden((await page(editor, `${item}/edit`)).html, '_revision');
    await approver.send(`${item}/edit`, { form: { ...NEWS, 'title.tg': 'Сарлавҳаи ҳамкор', _revision: mine, _act: 'save' } });
    const clash = await editor.send(`${item}/edit`, { form: { ...NEWS, 'title.tg': 'Сарлавҳаи ман', _revision: mine, _act: 'save' } });
    const html = await clash.text();
    expect(clash.status).toBe(409);
    expect(html).toContain('Сарлавҳаи ҳамкор');
    expect(html).toMatch(/name="title.tg" value="Сарлавҳаи ман"/);
    const again = { ...NEWS, 'title.tg': 'Сарлавҳаи ман', _revision: hidden(html, '_revision'), _act: 'save' };
    expect((await editor.send(`${item}/edit`, { form: again })).status).toBe(303);
  });

  test('a script of another page saves nothing, the page itself does', async () => {
    const item = await written();
    const script = { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'same-origin' };
    const answer = await editor.send(`${item}/edit`, { headers: { 'sec-fetch-dest': 'document' } });
    const html = await answer.text();
    const form = { ...NEWS, 'body.tg': 'Худкор', _revision: hidden(html, '_revision') };
    expect((await editor.send(`${item}/edit/save`, { form, headers: script })).status).toBe(403);
    const kept = await editor.send(`${item}/edit/save`, { form: { ...form, _desk: hidden(html, '_desk') }, headers: script });
    expect(await kept.json()).toMatchObject({ revision: 2, step: `${item}/edit` });
    // The page itself is for people who go there.
    expect((await editor.send(`${item}/edit`, { headers: script })).status).toBe(403);
  });
});

test('a published text is planned to end, ended with a reason, and an earlier one restored', async () => {
  const item = await written();
  await press(editor, item, 'submit');
  await press(approver, item, 'approve');
  await press(editor, item, 'edit');
  const edit = await page(editor, `${item}/edit`);
  await editor.send(`${item}/edit`, { form: { ...NEWS, 'title.tg': 'Нав', _revision: hidden(edit.html, '_revision'), _act: 'submit' } });
  const review = await page(approver, item);
  expect(review.html).toContain('Чӣ тағйир меёбад');
  await press(approver, item, 'approve');
  expect(await stateOf(item)).toEqual(['published', 'superseded']);

  const wrong = await press(approver, item, 'end', { kind: 'gone', 'why.ru': 'Устарело' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toMatch(/value="Устарело"/);
  await press(approver, item, 'end', { kind: 'gone', 'why.tg': 'Кӯҳна шуд' });
  expect(await stateOf(item)).toEqual(['unpublished', 'superseded']);
  const history = await page(editor, `${item}/history`);
  expect(history.html).toContain('Баргардондани ин матн');
  await editor.send(item, { form: { _act: 'restore', number: '1' } });
  expect(await stateOf(item)).toEqual(['draft', 'unpublished', 'superseded']);
  expect((await page(editor, `${item}/edit`)).html).toContain(NEWS['title.tg']);
});

test('publication is planned for a moment in Dushanbe', async () => {
  const item = await written();
  await press(editor, item, 'submit');
  const unread = await press(approver, item, 'approve', { day: '99.99', time: '' });
  expect(unread.status).toBe(422);
  const day = formatDate(dushanbeDate(portal.platform.clock.now().getTime() + 30 * 86_400_000), 'tg');
  const planned = await press(approver, item, 'approve', { day, time: '23:50' });
  expect(at(planned)).toBe(`${item}?done=planned`);
  expect((await page(approver, item)).html).toContain(`${day}, 23:50`);
});

test('the preview shows every language as its readers will see it', async () => {
  const item = await written({ ...NEWS, 'title.en': 'Reception' });
  const { html } = await page(editor, `${item}/preview`);
  expect(html.match(/hk-editorial-preview"/g)).toHaveLength(3);
  expect(html).toContain('<strong>ҳар душанбе</strong>');
  expect(html).toContain('<h2 lang="en">Reception</h2>');
  expect(html).toContain(`<h2 lang="tg">${NEWS['title.tg']}</h2>`);
});

test('hostile Markdown is shown as text and leads nowhere', async () => {
  const item = await written({ ...NEWS, 'body.tg': '<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/p.gif)' });
  const { html } = await page(editor, `${item}/preview`);
  const shown = html.slice(html.indexOf('hk-editorial-previews'), html.indexOf('</main>'));
  expect(shown).not.toMatch(/<script|href="javascript|<img/);
});

test('everybody else learns of nothing: neither other bodies’ editors nor citizens', async () => {
  const item = await written();
  const absent = await page(editor, `${DESK}01980000-0000-7000-8000-000000000000`);
  expect(absent.status).toBe(404);
  for (const who of ['justice-editor', 'citizen-1', 'mia-officer']) {
    const other = await portal.signedIn(who, 'substantial');
    for (const path of [DESK, `${DESK}new`, `${DESK}new/news`, item, `${item}/edit`, `${item}/preview`, `${item}/history`])
      expect((await page(other, path)).status, `${who} ${path}`).toBe(404);
    expect((await other.send(`${DESK}new/news`, { form: { ...NEWS, _act: 'save' } })).status).toBe(404);
    expect((await other.send(item, { form: { _act: 'submit', _revision: '1' } })).status).toBe(404);
    expect((await other.send(`${item}/edit/save`, { form: NEWS })).status).toBe(404);
  }
  // By the own desk's address a text of another body is not there either.
  const justice = await portal.signedIn('justice-editor', 'substantial');
  expect((await page(justice, item.replace('/mia/', '/justice/'))).status).toBe(404);
});

test('the desk is found from the account by those who write, in the policy of its editor alone', async () => {
  expect((await page(editor, '/tg/account/')).html).toContain(`href="${DESK}"`);
  expect((await page(await portal.signedIn('citizen-2', 'substantial'), '/tg/account/')).html).not.toContain('/account/editorial/');
  const item = await written();
  const policy = async (path: string) => (await editor.send(path)).headers.get('content-security-policy') ?? '';
  expect(await policy(`${item}/edit`)).toContain('ProseMirrorClipboard');
  expect(await policy(item)).not.toContain('ProseMirror');
});
