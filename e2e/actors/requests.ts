import { FIRST, LAST, type Request } from './form-walk.ts';

/** A day `days` from today, as a person writes it. */
function inDays(days: number): string {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${day}.${month}.${year}`;
}

const vehicle = {
  plate: '0000 AA 01',
  vin: 'XTA210990Y1234567',
  make: 'Намуна 1',
  year: '2004',
  registrationCertificate: 'ШБҚ-000001',
};

/** One request for each service that the portal ships, as the people of the demonstration would make it. */
export const REQUESTS: readonly Request[] = [
  {
    agency: 'mia',
    service: 'criminal-record-certificate',
    as: 'citizen-1',
    answers: { fingerprintNumber: 'ДШ-001234', fingerprintDate: '15.02.2025', purpose: 'work', identityCopy: 'file', nameChanged: 'no' },
  },
  {
    agency: 'mia',
    service: 'tinted-windows-permit',
    as: 'citizen-2',
    answers: { ownerKind: 'person', tin: '000000002', ...vehicle, windows: 'rear', inspection: FIRST },
    next: 'payment',
  },
  {
    agency: 'justice',
    service: 'vehicle-power-of-attorney',
    as: 'citizen-1',
    answers: {
      principalKind: 'person',
      agentSurname: 'Каримов',
      agentGivenName: 'Далер',
      agentPassport: 'A00000002',
      agentLicence: 'АА-000002',
      ...vehicle,
      powers: 'use',
      until: inDays(300),
      substitution: 'no',
      place: 'Душанбе',
    },
    next: 'second-person',
  },
  {
    agency: 'justice',
    service: 'birth-registration',
    as: 'citizen-3',
    answers: {
      surname: 'Назарӣ',
      givenName: 'Ситора',
      sex: 'girl',
      birthDate: inDays(-10),
      birthPlace: 'шаҳри Душанбе',
      medicalNumber: 'ТТ-000123',
      medicalDate: inDays(-9),
      motherSurname: 'Назарӣ',
      motherGivenName: 'Меҳрубон',
      motherBirthDate: '21.06.1990',
      motherPassport: 'A00000003',
      fatherNamed: 'no',
      applicantIs: 'mother',
    },
  },
  {
    agency: 'religion-ceremonies',
    service: 'wedding-registration',
    as: 'citizen-2',
    ownDay: { field: 'eventDate', days: 40 },
    answers: {
      eventKind: 'pilaf',
      startTime: '18:30',
      placeKind: 'home',
      placeAddress: 'ш. Душанбе, кӯчаи Намунавӣ, 5',
      guests: '180',
      cars: '3',
      groomName: 'Каримов Сомон',
      groomBirthDate: '01.02.2000',
      brideName: 'Раҳимзода Зебо',
      brideBirthDate: '03.04.2001',
    },
  },
  {
    agency: 'religion-ceremonies',
    service: 'mourning-registration',
    as: 'citizen-4',
    ownDay: { field: 'eventDate', days: 1 },
    answers: {
      deceasedName: 'Намоишӣ Раҳим',
      deathDate: inDays(-2),
      eventKind: 'third-day',
      placeAddress: 'ш. Душанбе, кӯчаи Намунавӣ, 7',
      relation: 'child',
    },
  },
  {
    agency: 'tax-committee',
    service: 'vehicle-tax',
    as: 'citizen-5',
    answers: { ownerKind: 'person', tin: '000000005', ...vehicle, power: '100' },
    next: 'payment',
  },
  {
    agency: 'tax-committee',
    service: 'excise-stamps',
    as: 'citizen-4',
    answers: {
      entityName: 'ҶДММ Намуна',
      entityTin: '000000014',
      licenceNumber: 'ИҶ-000014',
      licenceDate: '10.01.2026',
      origin: 'domestic',
      'goods.0.kind': 'wine',
      'goods.0.hsCode': '2204100000',
      'goods.0.volume': '0,75',
      'goods.0.units': '1000',
      'goods.0.stamps': '900',
      firstOrder: 'yes',
    },
  },
  {
    agency: 'dushanbe',
    service: 'family-composition-certificate',
    as: 'citizen-5',
    answers: { 'members.0.relation': 'child', 'members.0.name': 'Намоишӣ Анис', 'members.0.birthDate': '05.05.2018' },
  },
  {
    agency: 'architecture-construction',
    service: 'construction-start-permit',
    as: 'citizen-3',
    answers: {
      applicantKind: 'person',
      district: 'Рӯдакӣ',
      siteAddress: 'ноҳияи Рӯдакӣ, деҳаи Намунавӣ',
      landDocument: 'ЗМ-000003',
      landArea: '600',
      nearNeighbours: 'no',
      worksKind: 'new',
      'objects.0.purpose': 'dwelling',
      'objects.0.floors': '2',
      'objects.0.area': '180',
      worksStart: inDays(60),
      worksEnd: inDays(400),
      builder: 'self',
      landRight: 'file',
      sitePlan: 'file',
      buildingPlans: 'file',
      expertConclusion: 'file',
    },
    next: 'payment',
  },
  {
    agency: 'architecture-construction',
    service: 'postal-address',
    as: 'citizen-1',
    answers: {
      request: 'assign',
      applicantKind: 'person',
      objectKind: 'house',
      district: 'Сино',
      street: 'кӯчаи Намунавӣ',
      houseNumber: '12',
      ownershipNumber: 'МУ-000001',
      ownership: 'file',
      siteScheme: 'file',
    },
  },
];

const TURNS = ['citizen-2', 'citizen-3', 'citizen-4', 'citizen-5', 'citizen-1'];

/**
 * The n-th walk of a request: nobody books one thing twice a day, so people take turns and whose turn comes again books another
 * day; a ceremony is held once on its day.
 */
export function walkOf(request: Request, turn: number): Request {
  const { as, ownDay } = request;
  const booked = Object.values(request.answers).includes(FIRST);
  const again = turn >= TURNS.length;
  return {
    ...request,
    as: booked ? (TURNS[turn % TURNS.length] ?? as) : as,
    answers: {
      ...Object.fromEntries(Object.entries(request.answers).map(([name, value]) => [name, value === FIRST && again ? LAST : value])),
      ...(ownDay ? { [ownDay.field]: inDays(ownDay.days + turn) } : {}),
    },
  };
}
