import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { type WholePortal, wholePortal } from '../../testing.ts';
import { residenceNote, variantOf } from '../applications/testing.ts';
import type { Browser } from '../identity/testing.ts';

const inspected = variantOf('inspected-note', { output: undefined });
let portal: WholePortal;
let officer: Browser;
const PAGE = '/tg/account/desk/mia/appointments';
const citizen = (n: number): Actor & { kind: 'person' } => ({
  kind: 'person',
  subject: `citizen-${n}`,
  name: `Шаҳрванди ${n}`,
  loa: 'substantial',
  roles: [],
});

beforeAll(async () => {
  portal = await wholePortal({ services: [residenceNote, inspected] });
  officer = await portal.signedIn('mia-officer');
});
afterAll(() => portal?.stop());

async function free(): Promise<string> {
  const [first] = await portal.modules.centres.freeSlots('vehicle-inspection', '2026-01-01', 61, 'inspection-dushanbe');
  return first?.id ?? '';
}

test('the desk leads to who is expected at the post; who came is said there', async () => {
  const { centres } = portal.modules;
  const { id } = await centres.appointments.visit(citizen(1), {
    slot: await free(),
    resource: 'vehicle-inspection',
    key: 'came-to-the-post',
  });
  expect(await (await officer.send('/tg/account/desk/mia')).text()).toContain(`href="${PAGE}"`);
  expect(await (await officer.send(PAGE)).text()).toContain('Шаҳрванди 1');
  const missing = await officer.send(`${PAGE}/${id}`, { form: { came: 'no' } });
  expect(missing.status).toBe(409);
  expect(await missing.text()).toContain('Вақти ин қабул ҳоло нарасидааст.');

  await sql`update centres.appointments set starts_at = now() - interval '1 second', ends_at = now() + interval '1 hour' where id = ${id}`.execute(
    portal.platform.db.owner,
  );
  const { headers, status } = await officer.send(`${PAGE}/${id}`, { form: { came: 'yes' } });
  expect([status, headers.get('location')]).toEqual([303, PAGE]);
  expect((await centres.appointments.open(citizen(1), id)).state).toBe('arrived');
  expect(await (await officer.send(PAGE)).text()).toMatch(/Имрӯз,[\s\S]*Шаҳрванди 1[\s\S]*омад/);
});

test('on the file itself the officer says that nobody came, and the citizen takes a new time', async () => {
  const { centres, applications } = portal.modules;
  const { id: application } = await applications.submit(citizen(1), {
    key: 'missed-at-the-post',
    service: 'inspected-note',
    lang: 'tg',
    answers: { surname: 'Намунаев', guests: 2 },
  });
  const booking = { slot: await free(), resource: 'vehicle-inspection', holder: 'citizen-1', cause: `application:${application}` };
  const { id } = await portal.platform.db.write(citizen(1), (tx) => centres.book(tx, booking));
  await sql`update centres.appointments set starts_at = now() - interval '2 days', ends_at = now() - interval '47 hours' where id = ${id}`.execute(
    portal.platform.db.owner,
  );
  const file = `/tg/account/desk/mia/${application}`;
  const open = await (await officer.send(file)).text();
  expect(open).toContain('data-hk="case-appointment" data-state="booked"');
  expect(open).toContain(`action="${PAGE}/${id}"`);
  const { headers, status } = await officer.send(`${PAGE}/${id}`, { form: { came: 'no', file: application } });
  expect([status, headers.get('location')]).toEqual([303, file]);
  expect(await (await officer.send(file)).text()).toContain('data-hk="case-appointment" data-state="missed"');
  const holder = await portal.signedIn('citizen-1');
  const again = `/tg/account/appointments/${id}/move`;
  expect(await (await holder.send('/tg/account/appointments')).text()).toContain(`href="${again}"`);
  const slot = await free();
  expect((await holder.send(again, { form: { slot } })).status).toBe(303);
  expect(await centres.appointments.open(citizen(1), id)).toMatchObject({ state: 'booked', slot });
});

test('a body without a post has no such link, and another’s officer no such page', async () => {
  const other = await portal.signedIn('justice-officer');
  expect(await (await other.send('/tg/account/desk/justice')).text()).not.toContain('/desk/justice/appointments');
  for (const path of [PAGE, `${PAGE}/01980000-0000-7000-8000-000000000000`])
    expect((await other.send(path, path === PAGE ? {} : { form: { came: 'yes' } })).status).toBe(403);
  expect((await officer.send(`${PAGE}/01980000-0000-7000-8000-000000000000`, { form: { came: 'yes' } })).status).toBe(404);
});

test('a hundred citizens press at once for one time of one place: one has it', async () => {
  const slot = await free();
  const [resource = '', centre = ''] = slot.split('.');
  const browsers = await Promise.all([2, 3, 4, 5].map((n) => portal.signedIn(`citizen-${n}`)));
  const presses = Array.from({ length: 100 }, (_, n) => {
    const form = { slot, centre, resource, _key: `a-press-of-a-hundred-${n}` };
    return (browsers[n % browsers.length] as Browser).send('/tg/account/appointments/new', { form });
  });
  const answers = await Promise.all(presses);
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(99);
  const { rows } = await sql`select 1 from centres.appointments where state = 'booked' and holder <> 'citizen-1'`.execute(
    portal.platform.db.owner,
  );
  expect(rows).toHaveLength(1);
});
