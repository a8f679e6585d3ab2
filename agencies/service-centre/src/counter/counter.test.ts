// @vitest-environment happy-dom
import type { Json, Text } from '@hukumat/contract';
import type { HttpAnswer, ScopedFetch, View } from '@hukumat/contract/plugin';
import { conformance, fakeHost } from '@hukumat/contract/testing';
import { afterEach, describe, expect, test } from 'vitest';
import ru from '../../text/ru.json' with { type: 'json' };
import tg from '../../text/tg.json' with { type: 'json' };
import section from '../section.ts';
import type { Day, Load, Session, Ticket } from './centre.ts';

const text = (word: string): Text => ({ tg: word, ru: `${word} (ru)`, en: word });
const session: Session = {
  id: 's-1',
  citizenName: 'Намоишӣ Фирӯза',
  operatorName: 'Тамринӣ Ситора',
  centre: 'dushanbe',
  services: [{ id: 'residence-note', title: text('Маълумотнома') }],
  startedAt: '2026-11-23T04:00:00.000Z',
  endsAt: '2026-11-23T04:15:00.000Z',
  live: true,
  entries: 3,
  submitted: false,
};
const load: Load = {
  waiting: 2,
  atDesks: 1,
  served: 5,
  noShows: 0,
  appointments: 4,
  arrived: 3,
  waitMinutes: { median: 6, longest: 21 },
  operators: [],
};

/** The counter's part of the portal, small: one queue of one centre. */
function portal() {
  const asked: string[] = [];
  const state = { tickets: [] as Ticket[], sessions: [] as Session[], refuse: '', load, places: ['dushanbe'] };
  const day = (centre: string): Day => ({
    centre: { id: centre, names: text('Марказ'), desks: 3 },
    places: state.places.map((id) => ({ id, names: text(id) })),
    resources: [
      { id: 'papers', title: text('Ҳуҷҷатҳо'), letter: 'A', services: [{ id: 'residence-note', title: text('Маълумотнома') }] },
      { id: 'family', title: text('Оила'), letter: 'B', services: [] },
    ],
    tickets: state.tickets,
    expected: [{ time: '09:00', resource: 'papers', name: 'Намоишӣ Фирӯза', state: 'booked' }],
  });
  const move = (id: string, to: Ticket['state']): Ticket => {
    const found = state.tickets.find((one) => one.id === id);
    if (!found) throw new Error(`no ticket ${id}`);
    return Object.assign(found, { state: to });
  };
  const take = (resource: string, name?: string): Ticket => {
    const letter = resource === 'papers' ? 'A' : 'B';
    const count = state.tickets.filter(({ number }) => number.startsWith(letter)).length + 1;
    const ticket: Ticket = { id: `t-${state.tickets.length + 1}`, number: `${letter}-00${count}`, resource, state: 'waiting' };
    if (name) ticket.name = name;
    state.tickets.push(ticket);
    return ticket;
  };
  const http: ScopedFetch = async (address, { method = 'GET', body } = {}): Promise<HttpAnswer> => {
    const [path = '', query = ''] = address.split('?');
    const of = new URLSearchParams(query).get('centre') ?? 'dushanbe';
    const sent = body as Record<string, Json> | undefined;
    asked.push(
      `${method} ${path.replace('/agencies/service-centre', '')}${of === 'dushanbe' ? '' : ` of ${of}`}${sent ? ` ${JSON.stringify(sent)}` : ''}`,
    );
    const answer = (found: unknown, status = 200): HttpAnswer => ({
      status,
      body: structuredClone(found) as Json,
      headers: {},
    });
    if (method === 'POST' && state.refuse) return answer({ code: state.refuse }, 409);
    const [, what, id, act] = /^\/agencies\/service-centre\/([a-z]+)(?:\/([\w-]+))?(?:\/([a-z-]+))?$/.exec(path) ?? [];
    if (method === 'GET') {
      if (what === 'queue') return answer(day(of));
      if (what === 'load') return answer(state.load);
      return answer(state.sessions);
    }
    if (what === 'codes') return answer({ shown: '11112222' });
    if (what === 'sessions' && act === 'end') return answer(Object.assign(state.sessions[0] as Session, { live: false }));
    if (what === 'sessions') {
      state.sessions = [session];
      return answer(session);
    }
    if (id === 'walk-in') return answer(take(String(sent?.resource)));
    if (id === 'check-in') return answer(take('papers', 'Намоишӣ Фирӯза'));
    if (id === 'next') {
      const first = state.tickets.find((one) => one.state === 'waiting');
      return answer(first ? { ticket: Object.assign(first, { state: 'called', desk: sent?.desk }) } : {});
    }
    const states = { serve: 'serving', done: 'done', 'no-show': 'no_show', recall: 'called' } as const;
    return answer(move(id ?? '', states[act as keyof typeof states]));
  };
  return { asked, state, http };
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function open(name: 'counter' | 'board' | 'load', given = portal(), lang: 'tg' | 'ru' = 'tg') {
  const host = fakeHost({ agency: 'service-centre', lang, texts: { tg, ru }, http: given.http });
  const root = document.createElement('div');
  document.body.append(root);
  const view: View = { root, export: name, params: {}, signal: host.signal };
  const running = await section.start(host);
  await running.mount(view);
  ends.push(async () => {
    await running.unmount(view);
    root.remove();
  });
  const shows = (words: string) => expect.poll(() => root.textContent).toContain(words);
  const press = async (words: string) => {
    const find = () => [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === words && !one.disabled);
    await expect.poll(find).toBeDefined();
    find()?.click();
  };
  const write = (label: string, value: string) => {
    const field = [...root.querySelectorAll('label')].find((one) => one.textContent?.includes(label))?.querySelector('input');
    if (!field) throw new Error(`no field ${label}`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return { ...given, host, root, shows, press, write };
}

test('keeps the contract: mounts, unmounts and leaves nothing behind', async () => {
  const host = fakeHost({ agency: 'service-centre', texts: { tg }, http: portal().http });
  const draws = [{ export: 'counter' }, { export: 'board' }, { export: 'load' }];
  expect(await conformance({ load: async () => ({ default: section }), host, draws })).toEqual([]);
});

test('without the power nothing is asked and a word says why', async () => {
  const host = fakeHost({ agency: 'service-centre', texts: { tg } });
  const root = document.createElement('div');
  const running = await section.start(host);
  const view: View = { root, export: 'counter', params: {}, signal: host.signal };
  await running.mount(view);
  await expect.poll(() => root.textContent).toContain(tg['counter.noAccess']);
  await running.unmount(view);
});

describe('the queue', () => {
  test('whoever has a code gets a number, is called to this desk, served and done', async () => {
    const { asked, root, shows, press, write } = await open('counter');
    await shows('Марказ');
    write(tg['counter.code'], 'ABCD EFHK');
    await press(tg['counter.checkIn']);
    await shows('Рақам: A-001');
    await press(tg['counter.next']);
    await shows('A-001 · Намоишӣ Фирӯза');
    await press(tg['counter.serve']);
    await shows(tg['ticket.serving']);
    await press(tg['counter.done']);
    await expect.poll(() => root.querySelector('article')).toBeNull();
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([
      'POST /queue/check-in {"code":"ABCD EFHK"}',
      'POST /queue/next {"desk":1}',
      'POST /queue/t-1/serve {}',
      'POST /queue/t-1/done {}',
    ]);
  });

  test('whoever comes without an appointment gets a number of the chosen group; an empty queue is said', async () => {
    const { asked, root, shows, press } = await open('counter', portal(), 'ru');
    await shows('Марказ (ru)');
    await press(ru['counter.next']);
    await shows(ru['counter.nobody']);
    const family = [...root.querySelectorAll('input[type="radio"]')].find((one) => (one as HTMLInputElement).value === 'family');
    (family as HTMLInputElement).click();
    await press(ru['counter.give']);
    await expect.poll(() => asked).toContain('POST /queue/walk-in {"resource":"family"}');
  });

  test('what the portal refuses stays to be read while the newest state is shown', async () => {
    const given = portal();
    const { root, state, shows, press } = await open('counter', given);
    await shows('Марказ');
    state.refuse = 'desk-busy';
    await press(tg['counter.next']);
    await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toBe(tg['problem.desk-busy']);
    state.refuse = 'something-new';
    await press(tg['counter.next']);
    await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toContain('Рақами ҳодиса');
  });
});

describe('help', () => {
  test('a code opens the application of one citizen; the session can be ended from here', async () => {
    const { host, root, state, shows, press, write } = await open('counter');
    await shows('Марказ');
    write(tg['assist.code'], '1111 2222');
    await press(tg['assist.begin']);
    await expect.poll(() => host.visited).toEqual([{ link: '/centres/assist/s-1', params: {} }]);
    await shows('Намоишӣ Фирӯза');
    await press(tg['assist.end']);
    await expect.poll(() => state.sessions[0]?.live).toBe(false);
    await expect.poll(() => root.textContent).not.toContain('Намоишӣ Фирӯза');
  });

  test('a citizen without a sign-in gets a code by phone', async () => {
    const { asked, root, shows, press, write } = await open('counter');
    await shows('Марказ');
    write(tg['assist.passport'], 'A00000001');
    write(tg['assist.surname'], 'Намоишӣ');
    (root.querySelector('input[name="service"]') as HTMLInputElement).click();
    await press(tg['assist.send']);
    await shows('11112222');
    expect(asked).toContain('POST /codes {"passport":"A00000001","surname":"Намоишӣ","service":"residence-note"}');
  });
});

test('the board of the staff names who is expected, the load counts and shows sampled fields', async () => {
  const board = await open('board');
  await board.shows('09:00 · Намоишӣ Фирӯза');
  const given = portal();
  given.state.sessions = [{ ...session, fields: ['surname', 'phone'] }];
  const seen = await open('load', given);
  await seen.shows('миёна 6, зиёдтарин 21 дақиқа');
  await seen.shows('surname, phone');
});

test('whoever works at several centres chooses one, and everything is of that one', async () => {
  for (const name of ['counter', 'board', 'load'] as const) {
    const given = portal();
    given.state.places = ['dushanbe', 'khujand'];
    const { asked, root, shows } = await open(name, given);
    await shows('khujand');
    (root.querySelector('input[value="khujand"]') as HTMLInputElement).click();
    await expect.poll(() => asked).toContain('GET /queue of khujand');
    if (name === 'load') await expect.poll(() => asked).toContain('GET /load of khujand');
    if (name !== 'counter') continue;
    [...root.querySelectorAll('button')].find((one) => one.textContent?.trim() === tg['counter.next'])?.click();
    await expect.poll(() => asked).toContain('POST /queue/next of khujand {"desk":1}');
  }
});
