import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { type Content, createContent } from '../content/index.ts';
import { createDirectory } from '../directory/index.ts';
import { contentSource, createSearch, type Found, type Search } from './index.ts';

const clock = fixedClock('2026-11-02T05:00:00Z');
let stage: TestPlatform;
let content: Content;
let search: Search;
beforeAll(async () => {
  stage = await testPlatform({ clock });
  const directory = createDirectory(stage.platform);
  await directory.start();
  content = createContent(stage.platform, {
    agencies: () => ['mia'],
    claimed: () => false,
    holdersOf: async () => [],
    actorOf: () => ANONYMOUS,
  });
  await content.start();
  const registry = { snapshot: () => ({ releases: new Map() }) as never, onChange: () => () => undefined };
  search = createSearch(stage.platform, {
    registry,
    directory,
    sources: [contentSource(content, () => clock.now().toISOString().slice(0, 10))],
  });
  await search.start();
});
afterAll(() => stage.stop());

const person = (role: 'editor' | 'approver'): Actor => ({
  kind: 'person',
  subject: `mia-${role}`,
  name: role,
  loa: 'high',
  roles: [{ role, agency: 'mia' }],
});
async function publish(type: Parameters<Content['draft']>[2]['type'], slug: string, values: Record<string, unknown>): Promise<string> {
  const { item, revision } = await content.draft(person('editor'), 'mia', { type, slug, values });
  await content.submit(person('editor'), item, revision);
  await content.approve(person('approver'), item, { revision });
  return item;
}
const found = async (question: string): Promise<Found[]> => (await search.find(question, 'tg')).found;
const appears = (question: string, href: string) =>
  expect.poll(async () => (await found(question)).map((one) => one.href), { timeout: 5_000 }).toContain(href);
const vanishes = (question: string, href: string) =>
  expect.poll(async () => (await found(question)).map((one) => one.href), { timeout: 5_000 }).not.toContain(href);

test('what an approver publishes is found within five seconds by its text, and what is unpublished no more', async () => {
  const body = { tg: 'Дар **водии Ҳисор** [таъмири](https://example.tj) роҳи зардолу & анор оғоз ёфт.' };
  const item = await publish('news', 'road', { title: { tg: 'Таъмири роҳ' }, body, topic: 'work' });
  await appears('зардолу', '/tg/mia/news/road');
  const [news] = await found('зардолу анор');
  expect(news).toMatchObject({ type: 'news', agency: 'mia' });
  expect(news?.text?.pieces.map(({ text }) => text).join('')).toBe('Дар водии Ҳисор таъмири роҳи зардолу & анор оғоз ёфт.');
  await content.unpublish(person('approver'), item, { kind: 'gone', reason: { tg: 'Кӯҳна шуд' } });
  await vanishes('зардолу', '/tg/mia/news/road');
});

test('a draft and a text under review are not found', async () => {
  const { item, revision } = await content.draft(person('editor'), 'mia', {
    type: 'news',
    slug: 'secret',
    values: { title: { tg: 'Ниҳонхабари тарбуз' }, body: { tg: 'Матн' }, topic: 'work' },
  });
  await content.submit(person('editor'), item, revision);
  await search.renewAll();
  expect(await found('нихонхабари тарбуз')).toEqual([]);
});

test('a competition whose last day has passed stands below one that is open, from the next day on', async () => {
  const vacancy = (post: string, deadline: string) => ({
    institution: { tg: 'Муассисаи намунавӣ' },
    unit: { tg: 'Шуъба' },
    post: { tg: post },
    count: 1,
    salary: 150_000,
    requirements: { tg: 'Талабот' },
    papers: { tg: 'Ҳуҷҷатҳо' },
    deadline,
    contact: { tg: '+992 00 000 00 01' },
  });
  await publish('vacancy', 'a', vacancy('Боғбони сабзавот, боғбони мева', '2026-11-05'));
  await publish('vacancy', 'b', vacancy('Боғбони сабзавот', '2026-12-05'));
  await appears('сабзавот богбони', '/tg/mia/vacancies/b');
  expect((await found('сабзавот богбони'))[0]?.href).toBe('/tg/mia/vacancies/a');
  clock.set('2026-11-06T05:00:00Z');
  await search.renewAll();
  expect((await found('сабзавот богбони'))[0]?.href).toBe('/tg/mia/vacancies/b');
});
