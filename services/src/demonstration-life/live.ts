import { dushanbeDate } from '@hukumat/contract/locale';
import type { App } from '../app.ts';
import { publishedWorkingDays } from '../modules/calendar/index.ts';
import { visitsCentre, writesToBody } from './about-the-body.ts';
import { type Agenda, agendaFrom } from './agenda.ts';
import { applies } from './applying.ts';
import { gatherCast } from './cast.ts';
import { chanceOf } from './chance.ts';
import { dayAfter, momentOf } from './hours.ts';
import { plan, TOLD, type Told, type World } from './world.ts';

/** Half a year. */
export const AGE_DAYS = 183;

/** The scheduled jobs that a life needs; audits, probes and the keeping of the search look at a portal as it is now. */
const LIVED = [
  'clock-of-applications',
  'retention-of-applications',
  'expire-invoices',
  'appeal-alarms',
  'centres.end-sessions',
  'centres.remind',
  'unfinished-uploads',
  'scan-waiting-uploads',
] as const;

export interface LifeOptions {
  /** Applications to be handed in; some more are begun and left as drafts. */
  applications: number;
  days: number;
  citizens: number;
  seed: number;
  /** Prints one line about how far it is. */
  say(line: string): void;
  /** Looked at between two acts: whoever stops it finds a whole portal. */
  stopped?(): boolean;
}

export interface Life {
  counts: Record<Told, number>;
  refused: ReadonlyMap<string, number>;
  seconds: number;
  whole: boolean;
}

/** How many come at an hour of the day: mornings most, lunch and night hardly. */
const HOURS: readonly (readonly [weight: number, hour: number])[] = [
  [1, 6],
  [3, 7],
  [9, 8],
  [14, 9],
  [14, 10],
  [11, 11],
  [5, 12],
  [7, 13],
  [9, 14],
  [8, 15],
  [6, 16],
  [4, 17],
  [3, 18],
  [4, 19],
  [5, 20],
  [4, 21],
  [2, 22],
];
/** Saturdays and Sundays people apply at home. */
const ON_FREE_DAYS = 0.35;
/** The portal becomes known: the last month has that many times what the first has. */
const GROWTH = 1.6;
/** Hours at which the portal does what waits. */
const ROUNDS = [7, 9.25, 10.5, 12, 14, 15.5, 17, 20, 23];

/** The clock of a life, for the portal it is lived in: it stands `days` before `end`. */
export const beginning = (end: Date, days: number): Agenda => agendaFrom(momentOf(dayAfter(dushanbeDate(end), -days), 6));

/** Lives through the days up to `end`: everybody acts through the modules' own doors, at the hour the life's clock shows. */
export async function liveThrough(app: App, agenda: Agenda, end: Date, options: LifeOptions): Promise<Life> {
  const began = performance.now();
  const chance = chanceOf(options.seed);
  const counts = Object.fromEntries(TOLD.map((name) => [name, 0])) as Record<Told, number>;
  const cast = await gatherCast(app.modules.identity, chance, options.citizens);
  const world: World = { app, agenda, chance, cast, days: publishedWorkingDays(), counts, refused: new Map() };
  const { jobs } = app.platform;
  let stopped = false;
  for (const [day, wanted] of daily(world, dushanbeDate(agenda.now()), options)) {
    if (day === dushanbeDate(end) || options.stopped?.()) {
      stopped = options.stopped?.() ?? false;
      break;
    }
    for (const hour of ROUNDS)
      plan(world, momentOf(day, hour), () => jobs.workOff({ scheduled: hour === ROUNDS[0] || hour === 12 ? LIVED : [] }));
    for (let n = 0; n < wanted; n++) comes(world, day, applies);
    for (let n = 0; n < wanted * 0.05; n++) if (chance.of(0.8)) comes(world, day, writesToBody);
    for (let n = 0; n < wanted * 0.08; n++) comes(world, day, visitsCentre);
    await agenda.until(momentOf(day, 23.9));
    if (day.endsWith('-01') || day.endsWith('-15'))
      options.say(`  ${day}: ${counts.applications} applications, ${agenda.left()} things ahead`);
  }
  await agenda.until(end);
  await jobs.workOff({ scheduled: LIVED });
  return { counts, refused: world.refused, seconds: Math.round((performance.now() - began) / 1000), whole: !stopped };
}

function comes(world: World, day: string, act: (world: World) => Promise<void>): void {
  const hour = world.chance.weighted(HOURS) + world.chance.next();
  plan(world, momentOf(day, hour), () => act(world));
}

/** How many apply on each day, so that all of them together are as many as wanted. */
function daily({ days, chance }: World, from: string, { applications, days: length }: LifeOptions): [day: string, count: number][] {
  const all = Array.from({ length }, (_, i) => {
    const day = dayAfter(from, i);
    const busy = days.works(day) === false ? ON_FREE_DAYS : 1;
    return { day, share: busy * (1 + ((GROWTH - 1) * i) / length) * (0.8 + 0.4 * chance.next()) };
  });
  // Some leave a draft and some find no free time, so that more come than hand in.
  const come = applications * 1.09;
  const whole = all.reduce((sum, { share }) => sum + share, 0);
  let owed = 0;
  return all.map(({ day, share }) => {
    owed += (come * share) / whole;
    const count = Math.floor(owed);
    owed -= count;
    return [day, count];
  });
}
