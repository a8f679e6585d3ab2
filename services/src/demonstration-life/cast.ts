import type { Identity } from '../modules/identity/index.ts';
import type { Actor } from '../platform/actor.ts';
import type { Chance } from './chance.ts';
import { fictionalCitizens } from './names.ts';

export type Person = Extract<Actor, { kind: 'person' }>;

/** A citizen with what they would type: a car, perhaps a small firm. */
export interface Resident {
  actor: Person;
  facts: Readonly<Record<string, string | number>>;
  firm: boolean;
}
/** Somebody of a desk; a slow one takes a multiple of the usual time. */
export interface Officer {
  actor: Person;
  pace: number;
}
export interface Desk {
  officers: readonly Officer[];
  supervisor: Person;
  head: Person;
}
export interface Cast {
  residents: readonly Resident[];
  desks: ReadonlyMap<string, Desk>;
  operators: readonly Person[];
}

const DESKS = ['mia', 'justice', 'tax-committee', 'dushanbe', 'architecture-construction', 'religion-ceremonies', 'customs'];
/** Two of the portal's own citizens live here too, so that whoever signs in as them finds a history. */
const OWN = ['citizen-1', 'citizen-2', 'citizen-3', 'citizen-4', 'citizen-5'];
const MAKES = ['Намуна 1', 'Намуна 2', 'Намуна 3', 'Озмоиш 10', 'Озмоиш 20'];
const LETTERS = 'ABEKMHOPCTYX';

/** Seeds the citizens and gathers everybody who has a part. */
export async function gatherCast(identity: Identity, chance: Chance, citizens: number): Promise<Cast> {
  await identity.addDemoPeople(fictionalCitizens(chance, citizens));
  const subjects = [...OWN, ...Array.from({ length: citizens }, (_, i) => `resident-${i + 1}`)];
  const residents: Resident[] = [];
  for (const [at, subject] of subjects.entries()) residents.push(await residentOf(identity, chance, subject, at + 1));
  const desks = new Map<string, Desk>();
  for (const agency of DESKS) {
    const [officers, [supervisor], [head]] = await Promise.all([
      workers(identity, agency, 'officer'),
      workers(identity, agency, 'supervisor'),
      workers(identity, agency, 'head'),
    ]);
    if (!supervisor || !head || officers.length === 0) throw new Error(`nobody works at the desk of ${agency}`);
    // The second officer of each desk is the thorough one.
    desks.set(agency, { supervisor, head, officers: officers.map((actor, i) => ({ actor, pace: i === 0 ? 0.8 : 1.5 })) });
  }
  return { residents, desks, operators: await workers(identity, 'service-centre', 'operator') };
}

async function workers(identity: Identity, agency: string, role: 'officer' | 'supervisor' | 'head' | 'operator'): Promise<Person[]> {
  const subjects = await identity.holdersOf(agency, role);
  return Promise.all(subjects.map((subject) => actorOf(identity, subject)));
}

async function actorOf(identity: Identity, subject: string): Promise<Person> {
  const name = await identity.nameOf(subject);
  if (!name) throw new Error(`${subject} is not among the people of the demonstration`);
  return { kind: 'person', subject, name, loa: 'high', roles: await identity.rolesOf(subject) };
}

async function residentOf(identity: Identity, chance: Chance, subject: string, number: number): Promise<Resident> {
  const person = await identity.person(subject);
  if (!person) throw new Error(`${subject} is not among the people of the demonstration`);
  const { subject: _, ...known } = person;
  const nine = String(number).padStart(9, '0');
  return {
    actor: await actorOf(identity, subject),
    firm: chance.of(0.12),
    facts: {
      ...known,
      tin: nine,
      vehiclePlate: `0000${chance.pick([...LETTERS])}${chance.pick([...LETTERS])}0${chance.whole(1, 4)}`,
      vehicleVin: `XTA210990Y${String(number).padStart(7, '0')}`,
      vehicleMake: chance.pick(MAKES),
      vehicleYear: chance.whole(1996, 2024),
      vehicleCertificate: `ШБҚ-${nine.slice(3)}`,
      entityName: `ҶДММ Намуна ${number}`,
      entityTin: String(500_000_000 + number),
      licenceNumber: `ИҶ-${nine.slice(3)}`,
    },
  };
}
