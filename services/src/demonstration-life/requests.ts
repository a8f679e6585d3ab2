import { type Answers, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import type { Resident } from './cast.ts';
import type { Chance } from './chance.ts';
import { dayAfter } from './hours.ts';
import { mansName, surnameOf, two, womansName } from './names.ts';

/** What a person writes who asks for a service on a day, beside what the portal knows of them. */
interface Asking {
  chance: Chance;
  day: string;
  who: Resident;
  other: Resident;
  slot: string;
}
type Ask = (asking: Asking) => Answers;

const number = (chance: Chance): string => String(chance.whole(1, 999_999)).padStart(6, '0');
const street = (chance: Chance): string => `ш. Душанбе, кӯчаи ${chance.pick(['Намунавӣ', 'Озмоишӣ', 'Мисолӣ'])}, ${chance.whole(1, 120)}`;
const bornBetween = (chance: Chance, from: number, to: number): string =>
  `${chance.whole(from, to)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
const ownerKind = ({ who }: Asking): string => (who.firm ? 'entity' : 'person');

/** The eleven services by how often they are asked for. */
export const REQUESTS: readonly (readonly [weight: number, service: string, ask: Ask])[] = [
  [
    22,
    'criminal-record-certificate',
    ({ chance, day }) => ({
      fingerprintNumber: `ДШ-${number(chance)}`,
      fingerprintDate: dayAfter(day, -chance.whole(10, 700)),
      ...(chance.of(0.08)
        ? { purpose: 'other', purposeOther: 'Барои ҳуҷҷатҳои шахсӣ' }
        : { purpose: chance.pick(['work', 'work', 'study', 'visa']) }),
      nameChanged: chance.of(0.07) ? 'yes' : 'no',
    }),
  ],
  [
    15,
    'tinted-windows-permit',
    (asking) => ({
      ownerKind: ownerKind(asking),
      windows: asking.chance.pick([['rear'], ['rear', 'rear-side'], ['rear-side']]),
      inspection: asking.slot,
    }),
  ],
  [
    8,
    'vehicle-power-of-attorney',
    ({ chance, day, other }) => ({
      principalKind: 'person',
      agentSurname: String(other.facts.surname),
      agentGivenName: String(other.facts.givenName),
      agentPassport: String(other.facts.passport),
      agentLicence: `АА-${number(chance)}`,
      powers: chance.of(0.8) ? 'use' : 'disposal',
      until: dayAfter(day, chance.whole(60, 900)),
      substitution: 'no',
      place: chance.pick(['Душанбе', 'Хуҷанд', 'Бохтар', 'Кӯлоб']),
    }),
  ],
  [
    9,
    'birth-registration',
    ({ chance, day, who }) => {
      const girl = chance.of(0.5);
      const born = dayAfter(day, -chance.whole(3, 40));
      const father = chance.of(0.9);
      return {
        surname: String(who.facts.surname),
        givenName: girl ? womansName(chance) : mansName(chance),
        sex: girl ? 'girl' : 'boy',
        birthDate: born,
        birthPlace: chance.pick(['шаҳри Душанбе', 'шаҳри Хуҷанд', 'шаҳри Бохтар']),
        medicalNumber: `ТТ-${number(chance)}`,
        medicalDate: dayAfter(born, 1),
        motherSurname: String(who.facts.surname),
        motherGivenName: womansName(chance),
        motherBirthDate: bornBetween(chance, 1985, 2003),
        motherPassport: String(who.facts.passport),
        fatherNamed: father ? 'yes' : 'no',
        ...(father
          ? {
              fatherSurname: String(who.facts.surname),
              fatherGivenName: mansName(chance),
              fatherBirthDate: bornBetween(chance, 1980, 2000),
              fatherPassport: `A0002${String(chance.whole(0, 9999)).padStart(4, '0')}`,
            }
          : {}),
        applicantIs: father && chance.of(0.4) ? 'father' : 'mother',
      };
    },
  ],
  [
    8,
    'wedding-registration',
    ({ chance, day }) => {
      const kind = chance.pick(['pilaf', 'feast', 'feast', 'family-visit']);
      return {
        eventKind: kind,
        eventDate: dayAfter(day, chance.whole(2, 60)),
        startTime: chance.pick(['11:00', '13:00', '17:00', '18:30']),
        ...(chance.of(0.5) ? { placeKind: 'home' } : { placeKind: 'restaurant', placeName: 'Тарабхонаи «Намуна»' }),
        placeAddress: street(chance),
        guests: chance.whole(8, { pilaf: 200, feast: 150, 'family-visit': 15 }[kind] ?? 15),
        cars: chance.whole(0, 4),
        groomName: `${surnameOf(chance)} ${mansName(chance)}`,
        groomBirthDate: bornBetween(chance, 1993, 2005),
        brideName: `${surnameOf(chance)} ${womansName(chance)}`,
        brideBirthDate: bornBetween(chance, 1995, 2006),
      };
    },
  ],
  [
    4,
    'mourning-registration',
    ({ chance, day, who }) => {
      const [kind, ago, ahead] = chance.pick([
        ['third-day', 2, 1],
        ['fortieth-day', 36, 4],
        ['year', 355, 10],
      ] as const);
      return {
        deceasedName: `${who.facts.surname} ${chance.pick(['Раҳим', 'Саида', 'Карим', 'Ойша'])}`,
        deathDate: dayAfter(day, -ago),
        eventKind: kind,
        eventDate: dayAfter(day, ahead),
        placeAddress: street(chance),
        relation: chance.pick(['child', 'spouse', 'sibling', 'relative']),
      };
    },
  ],
  [16, 'vehicle-tax', (asking) => ({ ownerKind: ownerKind(asking), power: asking.chance.whole(60, 320) })],
  [
    3,
    'excise-stamps',
    ({ chance, day }) => ({
      licenceDate: dayAfter(day, -chance.whole(60, 400)),
      origin: 'domestic',
      goods: Array.from({ length: chance.whole(1, 3) }, () => ({
        kind: chance.pick(['wine', 'vermouth', 'spirits']),
        hsCode: '2204100000',
        volume: chance.pick([0.5, 0.7, 0.75, 1]),
        units: chance.whole(10_000, 20_000),
        stamps: chance.whole(100, 10_000),
      })),
      firstOrder: 'yes',
    }),
  ],
  [
    20,
    'family-composition-certificate',
    ({ chance, who }) => ({
      members: Array.from({ length: chance.whole(1, 5) }, (_, i) => {
        const relation = i === 0 ? 'spouse' : 'child';
        return {
          relation,
          name: `${who.facts.surname} ${chance.of(0.5) ? womansName(chance) : mansName(chance)}`,
          birthDate: relation === 'child' ? bornBetween(chance, 2005, 2024) : bornBetween(chance, 1960, 2002),
        };
      }),
    }),
  ],
  [
    4,
    'construction-start-permit',
    ({ chance, day, who }) => ({
      applicantKind: who.firm ? 'entity' : 'person',
      district: chance.pick(['Рӯдакӣ', 'Сино', 'Фирдавсӣ', 'Шоҳмансур']),
      siteAddress: `ноҳияи Рӯдакӣ, деҳаи Намунавӣ, қитъаи ${chance.whole(1, 300)}`,
      landDocument: `ЗМ-${number(chance)}`,
      landArea: chance.whole(200, 4000),
      nearNeighbours: chance.of(0.3) ? 'yes' : 'no',
      worksKind: chance.pick(['new', 'new', 'rebuild', 'extend']),
      objects: Array.from({ length: chance.whole(1, 2) }, () => ({
        purpose: chance.pick(['dwelling', 'trade', 'public']),
        floors: chance.whole(1, 5),
        area: chance.whole(60, 900),
      })),
      worksStart: dayAfter(day, chance.whole(60, 120)),
      worksEnd: dayAfter(day, chance.whole(200, 700)),
      builder: 'self',
    }),
  ],
  [
    6,
    'postal-address',
    ({ chance }) => ({
      ...(chance.of(0.7) ? { request: 'assign' } : { request: 'correct', changeReason: 'Дар суроға хатои имлоӣ ҳаст.' }),
      applicantKind: 'person',
      objectKind: chance.pick(['house', 'land', 'other']),
      district: chance.pick(['Сино', 'Рӯдакӣ', 'Фирдавсӣ']),
      street: 'кӯчаи Намунавӣ',
      houseNumber: String(chance.whole(1, 150)),
      ownershipNumber: `МУ-${number(chance)}`,
    }),
  ],
];

/** Everything a form asks of a person: what they write this time, and beside it what the portal fills in for them. */
export function filledIn({ form }: ServiceDefinition, day: string, who: Resident, written: Answers): Answers {
  const answers: Answers = { ...written };
  // An answer may bring up further questions.
  for (let asked = -1; asked < Object.keys(answers).length; ) {
    asked = Object.keys(answers).length;
    for (const { field } of visibleFields(form, answers, day)) {
      const known = field.prefill && who.facts[field.prefill];
      if (known !== undefined && known !== '' && answers[field.name] === undefined) answers[field.name] = known;
    }
  }
  return answers;
}

/** The file questions that have to be answered. */
export const filesAsked = ({ form }: ServiceDefinition, answers: Answers, day: string): string[] =>
  visibleFields(form, answers, day)
    .filter(({ field }) => field.kind === 'file' && form.schema.required?.includes(field.name))
    .map(({ field }) => field.name);
