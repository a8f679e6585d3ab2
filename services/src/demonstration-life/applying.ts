import { dushanbeDate } from '@hukumat/contract/locale';
import { Problem } from '../platform/problem.ts';
import type { Person, Resident } from './cast.ts';
import { type Case, goesOn } from './desk-story.ts';
import { dayAfter } from './hours.ts';
import { filesAsked, filledIn, REQUESTS } from './requests.ts';
import { inHours, plan, type World } from './world.ts';

/** How many come to a counter of a service centre instead of applying at home. */
const AT_A_COUNTER = 0.13;
/** A real picture of one pixel: what it shows is not what the demonstration is about. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');

/** Somebody decides to apply for something: at home, or with help at a counter. */
export async function applies(world: World): Promise<void> {
  const { chance, cast, agenda } = world;
  const { modules } = world.app;
  const [service, ask] = chance.weighted(REQUESTS.map(([weight, id, how]) => [weight, [id, how] as const] as const));
  const live = modules.registry.serviceById(service);
  if (!live) throw new Error(`${service} is not offered`);
  const { definition, release } = live;
  const desk = cast.desks.get(release.agency);
  if (!desk) throw new Error(`nobody works at the desk of ${release.agency}`);
  const who = chance.pick(cast.residents);
  const other = chance.pick(cast.residents.filter((one) => one !== who));
  const day = dushanbeDate(agenda.now());
  const slot = service === 'tinted-windows-permit' ? await freeSlot(world, day) : '';
  if (slot === undefined) return;
  const answers = filledIn(definition, day, who, ask({ chance, day, who, other, slot }));

  // What wants the strongest sign-in nobody can hand in for another.
  const counter =
    definition.needs !== 'high' && chance.of(AT_A_COUNTER) && isOpen(world) ? await atCounter(world, who, service) : undefined;
  const actor = counter?.citizen ?? who.actor;
  const { applications } = modules;
  const draft = await applications.startDraft(actor, service, answers);
  for (const field of filesAsked(definition, answers, day)) {
    await applications.attachUpload(actor, { draft: draft.id, field, name: `${field}.png`, declaredType: 'image/png', bytes: PICTURE });
  }
  if (!counter && chance.of(0.07)) {
    world.counts.drafts++;
    if (chance.of(0.25)) plan(world, inHours(world, 24 * chance.around(3)), () => applications.discardDraft(who.actor, draft.id));
    return;
  }
  const submit = async () => {
    const lang = chance.weighted([
      [70, 'tg'],
      [24, 'ru'],
      [6, 'en'],
    ] as const);
    const assisted = counter ? { channel: 'centre' as const, assisted: counter.session } : {};
    const key = `life-${draft.id}`;
    const submitted = await applications
      .submit(actor, { key, service, lang, draft: { id: draft.id, revision: draft.revision }, ...assisted })
      .catch(unlessDuplicate);
    // Who has given notice of that ceremony already throws the second draft away.
    if (!submitted) await applications.discardDraft(actor, draft.id);
    if (counter) await modules.centres.assisted.end(counter.operator, counter.session);
    if (!submitted) return;
    world.counts.applications++;
    const one: Case = { id: submitted.id, who, definition, agency: release.agency, desk };
    if (submitted.state === 'awaiting_party') asksOther(world, one, other.actor, submitted.version);
    else await goesOn(world, one, submitted);
    if (chance.of(0.03)) plan(world, inHours(world, chance.around(10, 1)), () => withdraws(world, one));
  };
  if (counter) await submit();
  else plan(world, inHours(world, chance.around(0.2, 0.8)), submit);
}

function asksOther(world: World, one: Case, other: Person, version: number): void {
  const { chance } = world;
  const { applications } = world.app.modules;
  const what = chance.weighted([
    [86, 'accept'],
    [6, 'decline'],
    [8, 'nothing'],
  ] as const);
  if (what === 'nothing') return;
  plan(world, inHours(world, chance.around(12, 1)), async () => {
    if (what === 'decline') {
      await applications.decline(other, one.id, version, 'Ин ваколатро намегирам.');
      return;
    }
    await applications.accept(other, one.id, version);
    await goesOn(world, one, await applications.open(one.who.actor, one.id));
  });
}

async function withdraws(world: World, one: Case): Promise<void> {
  const { applications } = world.app.modules;
  const { state, version } = await applications.open(one.who.actor, one.id);
  if (['awaiting_party', 'awaiting_payment', 'submitted', 'in_review', 'sent_back'].includes(state))
    await applications.withdraw(one.who.actor, one.id, version);
}

/** A time for the inspection, some days ahead. */
async function freeSlot(world: World, day: string): Promise<string | undefined> {
  const free = await world.app.modules.centres.freeSlots('vehicle-inspection', dayAfter(day, 1), 6);
  return free.length === 0 ? undefined : world.chance.pick(free.slice(0, 60)).id;
}

const isOpen = (world: World): boolean => {
  const hour = Number(new Date(world.agenda.now().getTime() + 5 * 3_600_000).toISOString().slice(11, 13));
  return hour >= 8 && hour < 17 && world.days.works(dushanbeDate(world.agenda.now())) === true;
};

/** The citizen says the code, the operator begins the session in which both sit. */
async function atCounter(world: World, who: Resident, service: string) {
  const { centres } = world.app.modules;
  const operator = world.chance.pick(world.cast.operators);
  const { centre } = await centres.queue.today(operator);
  const { code } = await centres.codes.offer(who.actor, { centre, service });
  const { id } = await centres.begin(operator, code);
  const { citizen } = await centres.assisted.enter(operator, id);
  world.counts.assisted++;
  return { operator, session: id, citizen };
}

/** The one refusal that people meet in this life. */
function unlessDuplicate(error: unknown): undefined {
  if (!(error instanceof Problem) || error.code !== 'duplicate') throw error;
  return undefined;
}
