import { randomUUID } from 'node:crypto';
import { dushanbeDate } from '@hukumat/contract/locale';
import type { APPEAL_KINDS } from '../modules/appeals/index.ts';
import { dayAfter } from './hours.ts';
import { inOfficeHours, plan, type World } from './world.ts';

const APPEALS: readonly (readonly [kind: (typeof APPEAL_KINDS)[number], text: string])[] = [
  ['application', 'Хоҳиш мекунам, фаҳмонед, ки барои гирифтани маълумотнома кадом ҳуҷҷатҳо лозиманд. (Матни намоишӣ.)'],
  ['request', 'Нусхаи ҷавоби пешинаи шуморо гирифтан мехоҳам. (Матни намоишӣ.)'],
  ['proposal', 'Пешниҳод мекунам, ки рӯзи шанбе низ қабул бошад. (Матни намоишӣ.)'],
  ['complaint', 'Дар навбат зиёд интизор шудам. (Матни намоишӣ.)'],
];

/** Somebody writes to a body; its desk reads and answers, mostly in time. */
export async function writesToBody(world: World): Promise<void> {
  const { chance, cast } = world;
  const { appeals } = world.app.modules;
  const agency = chance.pick([...cast.desks.keys()]);
  const desk = cast.desks.get(agency);
  if (!desk) return;
  const { actor } = chance.pick(cast.residents);
  const [kind, text] = chance.pick(APPEALS);
  const key = randomUUID();
  const { number } = await appeals.send(actor, {
    agency,
    kind,
    text,
    reply: 'electronic',
    lang: 'tg',
    senderName: actor.name,
    key,
    from: '127.0.0.1',
  });
  world.counts.appeals++;
  if (chance.of(0.05)) return;
  plan(world, inOfficeHours(world, chance.around(kind === 'proposal' || kind === 'complaint' ? 90 : 45, 0.7)), async () => {
    const officer = chance.pick(desk.officers).actor;
    const line = (await appeals.desk(officer, agency)).find((one) => one.number === number);
    if (!line || line.state === 'answered') return;
    const seen = await appeals.open(officer, agency, line.id);
    await appeals.answer(officer, agency, seen.id, seen.version, 'Муроҷиати Шумо баррасӣ шуд. (Ҷавоби намоишӣ.)');
  });
}

/** Somebody books a time at a service centre; most come, are called and served, some do not. */
export async function visitsCentre(world: World): Promise<void> {
  const { chance, cast, agenda } = world;
  const { centres } = world.app.modules;
  const operator = chance.pick(cast.operators);
  const { centre } = await centres.queue.today(operator);
  const resource = chance.pick(centres.centre(centre)?.resources ?? []);
  const { actor } = chance.pick(cast.residents);
  const free = await centres.freeSlots(resource.id, dayAfter(dushanbeDate(agenda.now()), 1), 8, centre);
  if (free.length === 0) return;
  const slot = chance.pick(free);
  const key = randomUUID();
  const booked = await centres.appointments.visit(actor, {
    slot: slot.id,
    resource: resource.id,
    service: chance.pick(resource.services),
    key,
  });
  world.counts.appointments++;
  if (chance.of(0.08)) {
    await centres.appointments.cancel(actor, booked.id);
    return;
  }
  if (chance.of(0.12)) return;
  plan(world, new Date(booked.startsAt.getTime() - chance.whole(1, 12) * 60_000), async () => {
    await centres.queue.checkIn(operator, booked.code, centre);
    plan(world, booked.startsAt, async () => {
      const called = await centres.queue.next(operator, 1, centre);
      if (!called) return;
      await centres.queue.act(operator, called.id, 'serve');
      plan(world, new Date(booked.startsAt.getTime() + chance.whole(4, 15) * 60_000), async () => {
        await centres.queue.act(operator, called.id, 'done');
      });
    });
  });
}
