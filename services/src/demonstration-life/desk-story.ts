import { type Answers, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import { dushanbeDate, pick } from '@hukumat/contract/locale';
import type { Application } from '../modules/applications/index.ts';
import type { Desk, Officer, Person, Resident } from './cast.ts';
import { payFor } from './payment.ts';
import { inHours, inOfficeHours, plan, type World } from './world.ts';

/** One application on its way: whose it is, what it is, who works on it. */
export interface Case {
  id: string;
  who: Resident;
  definition: ServiceDefinition;
  agency: string;
  desk: Desk;
  officer?: Officer;
  sentBack?: true;
  objected?: true;
}

const NOTES = ['Ҳуҷҷатҳо бо базаи намоишӣ муқоиса шуданд.', 'Ба аризадиҳанда занг зада шуд.', 'Аввал ҳуҷҷати шахсиятро дидан лозим.'];
const REPAIRS = ['Лутфан, ин ҷавобро аз нав санҷед.', 'Маълумот бо ҳуҷҷат мувофиқ нест.'];
const COMMENTS = ['Зуд ва осон.', 'Раҳмат.', 'Мӯҳлат дароз буд.', 'Ҳамааш фаҳмо буд.', 'Хотирнома дер омад.'];

/** Office hours until a file is taken up and until it is decided, as parts of its term. */
const TAKEN_UP = 0.1;
const DECIDED = 0.28;
const HOURS_A_DAY = 8;

export async function goesOn(world: World, one: Case, application: Application): Promise<void> {
  const { chance } = world;
  if (application.state === 'awaiting_payment' || application.feeDue) {
    if (chance.of(0.93)) plan(world, inHours(world, chance.around(3, 1.4)), () => pays(world, one));
  } else if (application.state === 'submitted') isTakenUp(world, one);
  else if (application.state === 'issued' || application.state === 'approved') isJudged(world, one, 0.3);
  else if (application.state === 'rejected') {
    isJudged(world, one, 0.12);
    if (!one.objected && chance.of(0.14)) plan(world, inHours(world, 24 * chance.around(4)), () => objects(world, one));
  }
}

async function pays(world: World, one: Case): Promise<void> {
  const { applications } = world.app.modules;
  if (!(await payFor(world, one.who.actor, one.id))) {
    plan(world, inHours(world, world.chance.around(6, 1)), () => pays(world, one));
    return;
  }
  // What the portal itself does next, it does by its jobs.
  await world.app.platform.jobs.workOff();
  await goesOn(world, one, await applications.open(one.who.actor, one.id));
}

function isTakenUp(world: World, one: Case): void {
  const { chance } = world;
  one.officer ??= chance.pick(one.desk.officers);
  const { pace } = one.officer;
  const term = Math.max(1, one.definition.workflow.workingDays) * HOURS_A_DAY;
  plan(world, inOfficeHours(world, 0.2 + chance.around(term * TAKEN_UP * pace)), () => takesUp(world, one));
}

async function takesUp(world: World, one: Case): Promise<void> {
  const { applications } = world.app.modules;
  const { chance } = world;
  const { actor } = officerOf(one);
  const seen = await applications.inspect(actor, one.agency, one.id);
  if (seen.state !== 'submitted') return;
  const taken = await applications.claim(actor, one.agency, one.id, seen.version);
  if (chance.of(0.12)) await applications.note(actor, one.agency, one.id, chance.pick(NOTES));
  const other = one.desk.officers.find(({ actor: { subject } }) => subject !== actor.subject);
  if (other && chance.of(0.03)) {
    await applications.reassign(one.desk.supervisor, one.agency, one.id, taken.version, other.actor.subject);
    one.officer = other;
  }
  // Another body's answer takes its part of the term.
  isDecided(world, one, one.definition.workflow.opinions ? 0.3 : 1);
}

function isDecided(world: World, one: Case, part: number): void {
  const term = Math.max(1, one.definition.workflow.workingDays) * HOURS_A_DAY;
  const hours = world.chance.around(term * DECIDED * part * officerOf(one).pace);
  plan(world, inOfficeHours(world, 0.1 + hours), () => judges(world, one));
}

async function judges(world: World, one: Case): Promise<void> {
  const { applications } = world.app.modules;
  const { chance } = world;
  const { actor } = officerOf(one);
  const seen = await applications.inspect(actor, one.agency, one.id);
  if (seen.state !== 'in_review') return;
  if (await asksOpinion(world, one, seen)) return;
  const note = one.definition.workflow.letters?.find((letter) => letter.for === 'note');
  if (note && chance.of(0.06)) await applications.sendLetter(actor, one.agency, one.id, { code: note.code });
  const what = chance.weighted([
    [one.sentBack ? 2 : 13, 'send-back'],
    [8, 'refuse'],
    [1, 'close'],
    [78, 'approve'],
  ] as const);
  if (what === 'send-back') return sendsBack(world, one, seen);
  if (what === 'close') {
    await applications.close(actor, one.agency, one.id, seen.version, 'Аризадиҳанда хоҳиш кард, ки парванда қатъ карда шавад.');
    world.counts.decisions++;
    return;
  }
  const reasons = one.definition.workflow.refusals ?? [];
  const decision =
    what === 'refuse' && reasons.length > 0
      ? ({ approve: false, reason: chance.pick(reasons).code } as const)
      : ({ approve: true } as const);
  const decided = await applications.decide(actor, one.agency, one.id, seen.version, decision);
  if (decided.proposal) plan(world, inOfficeHours(world, chance.around(2)), () => confirms(world, one, decision));
  else await isOver(world, one, decided);
}

/** The second pair of eyes sees it as the first did. */
async function confirms(
  world: World,
  one: Case,
  decision: Parameters<World['app']['modules']['applications']['decide']>[4],
): Promise<void> {
  const { applications } = world.app.modules;
  const second = one.desk.officers.find(({ actor: { subject } }) => subject !== officerOf(one).actor.subject)?.actor ?? one.desk.supervisor;
  const seen = await applications.inspect(second, one.agency, one.id);
  if (!seen.proposal) return;
  await isOver(world, one, await applications.decide(second, one.agency, one.id, seen.version, decision));
}

async function isOver(world: World, one: Case, decided: Application): Promise<void> {
  world.counts.decisions++;
  await goesOn(world, one, decided);
}

async function asksOpinion(world: World, one: Case, seen: Application): Promise<boolean> {
  const { applications } = world.app.modules;
  const { actor } = officerOf(one);
  const [terms] = one.definition.workflow.opinions ?? [];
  if (!terms || seen.events.some(({ type }) => type === 'application.opinion-requested')) return false;
  const fields = visibleFields(one.definition.form, seen.answers, dushanbeDate(world.agenda.now())).map(({ field }) => field.name);
  const question = 'Оё зидди дода шудани хулоса эътироз доред?';
  await applications.askOpinion(actor, one.agency, one.id, seen.version, { agency: terms.agency, question, fields: fields.slice(0, 6) });
  const asked = world.cast.desks.get(terms.agency)?.officers[0]?.actor;
  if (!asked) return true;
  const hours = world.chance.around(terms.workingDays * HOURS_A_DAY * 0.35, 0.8);
  plan(world, inOfficeHours(world, hours), async () => {
    const open = (await applications.opinionsAsked(asked, terms.agency)).find(
      (opinion) => opinion.application === one.id && !opinion.answer,
    );
    if (!open) return;
    await applications.openOpinion(asked, terms.agency, open.id);
    const favours = world.chance.of(0.92);
    const text = favours ? 'Эътироз нест.' : 'Эътироз дорем: маълумоти борнома пурра нест.';
    await applications.answerOpinion(asked, terms.agency, open.id, { text, favours });
    world.counts.opinions++;
    isDecided(world, one, 0.2);
  });
  return true;
}

async function sendsBack(world: World, one: Case, seen: Application): Promise<void> {
  const { applications } = world.app.modules;
  const { chance } = world;
  const asked = visibleFields(one.definition.form, seen.answers, dushanbeDate(world.agenda.now())).map(({ field }) => field);
  const { acceptance } = one.definition.workflow;
  const mendable = asked.filter(
    // Whoever signed as second person is not replaced by a correction.
    ({ name, kind }) =>
      name !== acceptance?.passport &&
      name !== acceptance?.surname &&
      ['phone', 'text', 'textarea', 'name'].includes(kind) &&
      seen.answers[name] !== undefined,
  );
  if (mendable.length === 0) return isDecided(world, one, 0.5);
  const field = chance.pick(mendable);
  const template = one.definition.workflow.letters?.find((letter) => letter.for === 'send-back');
  const message = template && chance.of(0.5) ? pick(template.title, 'tg').text : chance.pick(REPAIRS);
  await applications.sendBack(officerOf(one).actor, one.agency, one.id, seen.version, { fields: [field.name], message });
  one.sentBack = true;
  world.counts['send-backs']++;
  // Whoever does not answer is expired by the portal when the days are over.
  if (chance.of(0.9)) plan(world, inHours(world, 24 * chance.around(2, 0.9)), () => mends(world, one, field.name, field.kind));
}

async function mends(world: World, one: Case, field: string, kind: string): Promise<void> {
  const { applications } = world.app.modules;
  const seen = await applications.open(one.who.actor, one.id);
  if (seen.state !== 'sent_back') return;
  const before = String(seen.answers[field] ?? '');
  // What two people signed is handed in again as it was: the other one need not sign anew.
  const signed = one.definition.workflow.acceptance !== undefined;
  const after = signed
    ? before
    : kind === 'phone'
      ? `+9920000000${world.chance.whole(10, 99)}`
      : kind === 'textarea'
        ? `${before}, ҳуҷраи 2`
        : before;
  const answers: Answers = { ...seen.answers, [field]: after };
  await applications.resubmit(one.who.actor, one.id, seen.version, answers, 'tg');
  isDecided(world, one, 0.6);
}

async function objects(world: World, one: Case): Promise<void> {
  const { applications } = world.app.modules;
  const { chance } = world;
  const { id } = await applications.appeal(
    one.who.actor,
    one.id,
    'Бо ин қарор розӣ нестам: ҳуҷҷатҳо дурустанд. Хоҳиш мекунам, аз нав бинед.',
  );
  one.objected = true;
  world.counts.objections++;
  plan(world, inOfficeHours(world, chance.around(5 * HOURS_A_DAY)), async () => {
    const granted = chance.of(0.35);
    const text = granted ? 'Эътироз қабул шуд, парванда аз нав дида мешавад.' : 'Қарор асоснок аст ва тағйир намеёбад.';
    await applications.answerObjection(one.desk.head, one.agency, id, { text, granted });
    if (granted) isDecided(world, one, 0.5);
  });
}

/** The person says how it was, some days later. */
function isJudged(world: World, one: Case, share: number): void {
  const { chance } = world;
  if (!chance.of(share)) return;
  plan(world, inHours(world, chance.around(20, 1)), async () => {
    const { applications } = world.app.modules;
    if (await applications.ratingOf(one.who.actor, one.id)) return;
    const stars = chance.weighted([
      [48, 5],
      [28, 4],
      [13, 3],
      [6, 2],
      [5, 1],
    ] as const);
    await applications.rate(one.who.actor, one.id, { stars, ...(chance.of(0.3) ? { comment: chance.pick(COMMENTS) } : {}) });
    world.counts.ratings++;
  });
}

function officerOf({ officer, id }: Case): { actor: Person; pace: number } {
  if (!officer) throw new Error(`nobody took up ${id}`);
  return officer;
}
