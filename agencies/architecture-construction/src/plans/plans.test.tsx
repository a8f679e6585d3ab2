// @vitest-environment happy-dom
import type { ApplicationDetail, Host, HttpAnswer, QueuePage, ScopedFetch, View } from '@hukumat/contract/plugin';
import { conformance, fakeHost } from '@hukumat/contract/testing';
import { afterEach, describe, expect, test } from 'vitest';
import tg from '../../text/tg.json' with { type: 'json' };
import section from '../section.tsx';
import { centred, held, pointAt, WHOLE, zoomed } from './camera.ts';

const PNG = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], { type: 'image/png' });
const upload = (id: string, name: string, type: string, field = 'buildingPlans') => ({
  id,
  field,
  name,
  type,
  bytes: 4,
  href: `/files/${id}`,
});
const application: ApplicationDetail = {
  id: 'app-1',
  number: 'EGOV-2026-000001',
  service: 'construction-start-permit',
  agency: 'architecture-construction',
  applicant: 'Раҳимзода Фирӯза',
  channel: 'online',
  state: 'in_review',
  submittedAt: '2026-11-20T05:00:00.000Z',
  version: 2,
  answers: {},
  fields: [{ name: 'buildingPlans', label: 'Нақшаҳои меъморӣ', value: '' }],
  uploads: [upload('u-1', 'ошёнаи 1.png', 'image/png'), upload('u-2', 'хулоса.pdf', 'application/pdf', 'expertConclusion')],
  timeline: [],
};

interface Sent {
  method: string;
  path: string;
  body: unknown;
  key: string | undefined;
}
/** The agency's server as the gateway would answer for it. `away` is set while it does not answer. */
function archive() {
  const state = { away: false, sent: [] as Sent[], plans: [] as object[], notes: [] as { id: number; own: boolean }[] };
  const http: ScopedFetch = async (path, { method = 'GET', body, headers } = {}) => {
    state.sent.push({ method, path, body, key: headers?.['idempotency-key'] });
    const answer = (status: number, said: HttpAnswer['body']): HttpAnswer => ({ status, headers: {}, body: said });
    if (state.away) return answer(503, { code: 'backend-away' });
    const rest = path.replace('/agencies/architecture-construction/calls/plans', '');
    if (method === 'GET' && rest.startsWith('/plans?')) return answer(200, { plans: state.plans } as never);
    if (method === 'PUT') {
      state.plans.push({ id: 7, application: 'EGOV-2026-000001', upload: 'u-1', title: 'ошёнаи 1.png', notes: 0 });
      return answer(201, state.plans.at(-1) as never);
    }
    if (rest === '/plans/7/sheet') return answer(200, PNG);
    if (method === 'GET') return answer(200, { notes: state.notes } as never);
    if (method === 'POST') {
      const note = { id: state.notes.length + 1, at: '2026-11-21T06:00:00.000Z', own: true, ...(body as object) };
      state.notes.push(note);
      return answer(201, note as never);
    }
    state.notes = state.notes.filter(({ id }) => !rest.endsWith(`/${id}`));
    return answer(204, '');
  };
  return { state, http };
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function open(
  name: 'plans' | 'plan',
  http: ScopedFetch,
  options: Partial<Parameters<typeof fakeHost>[0]> = {},
  queue?: (filter: unknown) => QueuePage,
) {
  const host = fakeHost({
    agency: 'architecture-construction',
    powers: ['applications.officer'],
    texts: { tg },
    cases: [application],
    files: { 'u-1': PNG },
    http,
    ...options,
  });
  const { applications } = host;
  const officer = applications?.officer;
  const given: Host =
    queue && applications && officer
      ? { ...host, applications: { ...applications, officer: { ...officer, queue: async (filter = {}) => queue(filter) } } }
      : host;
  const root = document.createElement('div');
  document.body.append(root);
  const view: View = { root, export: name, params: { id: 'app-1' }, signal: host.signal };
  const running = await section.start(given);
  await running.mount(view);
  ends.push(async () => {
    await running.unmount(view);
    root.remove();
  });
  const button = (words: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll('button')].find((one) => one.textContent === words || one.getAttribute('aria-label') === words);
    if (!found) throw new Error(`no button ${words}`);
    return found;
  };
  const shows = (words: string) => expect.poll(() => root.textContent).toContain(words);
  return { host, root, button, shows };
}
const frameOf = (root: Element): HTMLElement => root.querySelector('.architecture-construction-frame') as HTMLElement;
const key = (root: Element, name: string) => frameOf(root).dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
function type(field: HTMLTextAreaElement, text: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('keeps the contract: mounts, unmounts and leaves nothing behind', async () => {
  const { http } = archive();
  const host = fakeHost({
    agency: 'architecture-construction',
    powers: ['applications.officer'],
    texts: { tg },
    cases: [application],
    http,
  });
  expect(await conformance({ load: async () => ({ default: section }), host, draws: [{ export: 'plans' }, { export: 'plan' }] })).toEqual(
    [],
  );
});

test('the list leads to the plans of an application', async () => {
  const { host, button, shows } = await open('plans', archive().http);
  await shows('EGOV-2026-000001');
  button('EGOV-2026-000001').click();
  expect(host.visited).toEqual([{ link: 'plan', params: { id: 'app-1' } }]);
});

test('the list is read by pages and searched by the portal', async () => {
  const asked: unknown[] = [];
  const { root, button, shows } = await open('plans', archive().http, {}, (filter) => {
    asked.push(filter);
    return {
      items: [{ ...application, id: `app-${asked.length}`, number: `EGOV-2026-00000${asked.length}` }],
      ...(asked.length === 1 ? { next: 'n-1' } : {}),
    };
  });
  await shows('EGOV-2026-000001');
  button(tg['plans.more']).click();
  await shows('EGOV-2026-000002');
  expect(root.textContent).toContain('EGOV-2026-000001');
  expect(root.textContent).not.toContain(tg['plans.more']);
  (root.querySelector('input[name="text"]') as HTMLInputElement).value = ' Раҳим ';
  button(tg['plans.find']).click();
  await shows('EGOV-2026-000003');
  expect(root.textContent).not.toContain('EGOV-2026-000001');
  expect(asked).toEqual([{}, { after: 'n-1' }, { text: 'Раҳим' }]);
});

describe('the plans of an application', () => {
  test('a picture is taken into the archive, shown, and gets a remark that is saved and taken back', async () => {
    const { state, http } = archive();
    const { root, button, shows } = await open('plan', http);
    await shows('Ба бойгонии нақшаҳо гирифтан');
    // PDF cannot be taken: one button for two papers.
    expect([...root.querySelectorAll('li button')]).toHaveLength(1);
    button(tg['plans.keep']).click();
    await expect.poll(() => root.querySelector('img')?.getAttribute('src')).toMatch(/^data:image\/png;base64,iVBORw/);
    expect(state.sent.find(({ method }) => method === 'PUT')).toMatchObject({
      path: '/agencies/architecture-construction/calls/plans/plans/EGOV-2026-000001/u-1?title=%D0%BE%D1%88%D1%91%D0%BD%D0%B0%D0%B8%201.png',
      body: PNG,
    });

    key(root, 'n');
    await expect.poll(() => root.querySelector('textarea')).not.toBeNull();
    button(tg['note.save']).click();
    await shows(tg['note.empty']);
    type(root.querySelector('textarea') as HTMLTextAreaElement, 'Зина танг аст');
    button(tg['note.save']).click();
    await expect.poll(() => root.querySelector('textarea')).toBeNull();
    expect(root.querySelector('.architecture-construction-notes')?.textContent).toContain('Зина танг аст');
    expect(root.querySelectorAll('.architecture-construction-pin')).toHaveLength(1);
    button(tg['note.takeBack']).click();
    await shows(tg['note.none']);
    expect(state.notes).toEqual([]);
  });

  test('a remark whose saving failed keeps its words and is sent again as the same one', async () => {
    const { state, http } = archive();
    state.plans.push({ id: 7, application: 'EGOV-2026-000001', upload: 'u-1', title: 'ошёнаи 1.png', notes: 0 });
    const { root, button, shows } = await open('plan', http);
    await expect.poll(() => root.querySelector('img')).not.toBeNull();
    key(root, 'n');
    await expect.poll(() => root.querySelector('textarea')).not.toBeNull();
    type(root.querySelector('textarea') as HTMLTextAreaElement, 'Девор');
    state.away = true;
    button(tg['note.save']).click();
    await shows(tg['problem.backend-away']);
    expect(root.querySelector('textarea')?.value).toBe('Девор');
    state.away = false;
    button(tg['note.save']).click();
    await expect.poll(() => root.querySelector('textarea')).toBeNull();
    const [first, second] = state.sent.filter(({ method }) => method === 'POST');
    expect(first?.key).toBeTruthy();
    expect(second?.key).toBe(first?.key);
  });

  test('moves by keys and says how near it is', async () => {
    const { state, http } = archive();
    state.plans.push({ id: 7, application: 'EGOV-2026-000001', upload: 'u-1', title: 'ошёнаи 1.png', notes: 0 });
    const { root } = await open('plan', http);
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('100 %');
    key(root, '+');
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('140 %');
    key(root, '-');
    key(root, '-');
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('100 %');
    expect(frameOf(root).tabIndex).toBe(0);
  });

  test('with the agency’s server away the papers still open', async () => {
    const { state, http } = archive();
    state.away = true;
    const { root, shows } = await open('plan', http);
    await shows(tg['problem.backend-away']);
    expect([...root.querySelectorAll('a')].map((one) => one.getAttribute('href'))).toEqual(['/files/u-1', '/files/u-2']);
  });

  test('nobody without the desk sees anything', async () => {
    const { root, shows } = await open('plan', archive().http, { powers: [] });
    await shows(tg['plans.noAccess']);
    expect(root.querySelector('a')).toBeNull();
  });
});

describe('the camera', () => {
  const frame = { width: 600, height: 400 };
  const sheet = { width: 600, height: 800 };
  test('zooms around the point it is asked to, between the whole sheet and twelve times', () => {
    const at = { x: 450, y: 100 };
    const near = zoomed(WHOLE, 3, at, frame, sheet);
    expect(near.scale).toBe(3);
    const [before, after] = [pointAt(WHOLE, at, sheet), pointAt(near, at, sheet)];
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 6), expect.closeTo(before.y, 6)]);
    expect(zoomed(near, 100, at, frame, sheet).scale).toBe(12);
    expect(zoomed(near, 0.001, at, frame, sheet)).toEqual({ scale: 1, x: 0, y: expect.any(Number) });
  });
  test('never loses the sheet', () => {
    for (const scale of [1, 2, 7])
      for (const x of [-1e6, -10, 0, 10, 1e6])
        for (const y of [-1e6, 0, 1e6]) {
          const kept = held({ scale, x, y }, frame, sheet);
          expect(kept.x).toBeLessThanOrEqual(0);
          expect(kept.x + sheet.width * scale).toBeGreaterThanOrEqual(frame.width);
          expect(kept.y).toBeLessThanOrEqual(0);
          expect(kept.y + sheet.height * scale).toBeGreaterThanOrEqual(frame.height);
        }
    // A sheet smaller than its frame stays inside it.
    expect(held({ scale: 1, x: -50, y: 900 }, frame, { width: 600, height: 300 })).toEqual({ scale: 1, x: 0, y: 100 });
  });
  test('brings a remark into the middle', () => {
    const there = centred({ scale: 4, x: 0, y: 0 }, { x: 0.5, y: 0.25 }, frame, sheet);
    expect(pointAt(there, { x: 300, y: 200 }, sheet)).toEqual({ x: expect.closeTo(0.5, 6), y: expect.closeTo(0.25, 6) });
  });
});
