import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AgencyDeclaration,
  type Answers,
  FORMATS,
  feesOn,
  INDICATORS,
  LANGS,
  type Lang,
  normaliseAnswers,
  pruneAnswers,
  type ServiceDefinition,
  serviceDefinitionSchema,
  usualAnswers,
  validateAnswers,
} from '@hukumat/contract';
import { compareText, dushanbeDate, formatDate, formatMoney, formatTime, weekday } from '@hukumat/contract/locale';
import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED } from './first-start.ts';

// Every rule of the field that the shipped services are held to, one test each, against the definitions that ship. What goes
// further (words of refusals, what must not be missing, ways of the form) is tested beside each definition.

const root = join(import.meta.dirname, '../..');
const TODAY = '2026-11-25';
const definitions = new Map<string, ServiceDefinition>();

beforeAll(async () => {
  for (const { folder } of SHIPPED) {
    const file = join(root, folder, 'src/agency.ts');
    if (!existsSync(file)) throw new Error(`${folder} has no declaration`);
    const { default: declaration } = (await import(pathToFileURL(file).href)) as { default: AgencyDeclaration };
    for (const service of declaration.services ?? []) definitions.set(service.id, serviceDefinitionSchema.parse(service));
  }
});

const named = (id: string): ServiceDefinition => {
  const service = definitions.get(id);
  if (!service) throw new Error(`${id} does not ship`);
  return service;
};
const fieldsOf = (id: string) => named(id).form.steps.flatMap(({ fields }) => fields);
const field = (id: string, name: string) => fieldsOf(id).find((one) => one.name === name);
const schema = (id: string, name: string) => named(id).form.schema.properties[name];
const asks = (id: string) => fieldsOf(id).map(({ name }) => name);
const choices = (id: string, name: string) => field(id, name)?.options?.map(({ value }) => value);

/** Right answers of a service; a change of them is judged on a day and answers as `field code`. */
const judge =
  (id: string, right: Answers) =>
  (change: Answers = {}, without: readonly string[] = [], today = TODAY): string[] => {
    const answers = Object.fromEntries(Object.entries({ ...right, ...change }).filter(([name]) => !without.includes(name)));
    return validateAnswers(named(id), answers, { lang: 'tg', today }).map((error) => `${error.field} ${error.code}`);
  };
const says = (id: string, answers: Answers, lang: Lang) => validateAnswers(named(id), answers, { lang, today: TODAY })[0]?.message;
/** A service with nothing missing but these. */
const optional = (id: string, right: Answers, names: readonly string[]) =>
  names.filter((name) => asks(id).includes(name) && judge(id, right)({}, [name]).length === 0);
const missing = (names: readonly string[]) => names.map((name) => `${name} required`);
const bill = (id: string, iso: string, answers: Answers) => {
  const { unpublished, open, diram } = feesOn(named(id), iso, answers);
  return unpublished || open ? 'not published' : diram;
};

const HOST: Answers = {
  hostSurname: 'Раҳимзода',
  hostGivenName: 'Фирӯза',
  hostPassport: 'A00000001',
  phone: '+992000000001',
  hostAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
};
const WEDDING: Answers = {
  ...HOST,
  eventKind: 'feast',
  eventDate: '2026-12-20',
  startTime: '18:30',
  placeKind: 'home',
  placeAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
  guests: 150,
  cars: 4,
  groomName: 'Каримов Сомон',
  groomBirthDate: '2000-02-01',
  brideName: 'Назарӣ Зебо',
  brideBirthDate: '2001-04-03',
};
const MOURNING: Answers = {
  ...HOST,
  deceasedName: 'Намунаев Баҳром',
  deathDate: '2026-11-23',
  relation: 'child',
  eventKind: 'third-day',
  eventDate: TODAY,
  placeAddress: 'шаҳри Душанбе, кӯчаи Намунавӣ, 1',
};
const wedding = judge('wedding-registration', WEDDING);
const mourning = judge('mourning-registration', MOURNING);

describe('weddings and mourning: numbers of the law', () => {
  test('one event is held: one kind is chosen of three, and the form says that one is held', () => {
    expect(choices('wedding-registration', 'eventKind')).toEqual(['feast', 'pilaf', 'family-visit']);
    expect(schema('wedding-registration', 'eventKind')?.type).toBe('string');
    expect(named('wedding-registration').form.steps.find(({ name }) => name === 'event')?.lead?.tg).toMatch(/^Як маърака/);
  });
  test('a feast: 150 people pass, 151 are refused', () => {
    expect(wedding({ guests: 150 })).toEqual([]);
    expect(wedding({ guests: 151 })).toEqual(['guests feast-guests']);
  });
  test('a wedding pilaf: 200 people pass, 201 are refused', () => {
    expect(wedding({ eventKind: 'pilaf', guests: 200 })).toEqual([]);
    expect(wedding({ eventKind: 'pilaf', guests: 201 })).toEqual(['guests maximum']);
  });
  test('guests of both sides are counted together', () => {
    expect(field('wedding-registration', 'guests')?.hint).toEqual({
      tg: 'Аз ҳар ду тараф якҷоя',
      ru: 'С обеих сторон вместе',
      en: 'Both sides together',
    });
    expect(asks('wedding-registration').filter((name) => /guests/i.test(name))).toEqual(['guests']);
  });
  test('the groom’s invitation and seeing the bride: 15 people of the family pass, 16 are refused', () => {
    expect(wedding({ eventKind: 'family-visit', guests: 15 })).toEqual([]);
    expect(wedding({ eventKind: 'family-visit', guests: 16 })).toEqual(['guests family-visit-guests']);
    expect(JSON.stringify(field('wedding-registration', 'eventKind')?.options)).toContain('дар доираи оила');
  });
  test('the bride’s escort: 4 cars pass, 5 are refused', () => {
    expect(wedding({ cars: 4 })).toEqual([]);
    expect(wedding({ cars: 5 })).toEqual(['cars maximum']);
  });
  test('every limit names the law in three languages', () => {
    const LAW = { tg: /^.* Қонуни Ҷумҳурии Тоҷикистон/, ru: /Закон Республики Таджикистан/, en: /Law of the Republic of Tajikistan/ };
    for (const lang of LANGS)
      for (const change of [
        { guests: 151 },
        { eventKind: 'pilaf', guests: 201 },
        { eventKind: 'family-visit', guests: 16 },
        { cars: 5 },
      ] as Answers[])
        expect(says('wedding-registration', { ...WEDDING, ...change }, lang)).toMatch(LAW[lang]);
  });
  test('fourteen side events are named as not allowed, none of them can be registered', async () => {
    const limits = pathToFileURL(join(root, 'agencies/religion-ceremonies/src/limits.ts')).href;
    const { SIDE_EVENTS } = (await import(limits)) as { SIDE_EVENTS: readonly string[] };
    expect([...SIDE_EVENTS]).toEqual(
      'фотиҳаи тӯй, маслиҳатошӣ, идонабарӣ, сандуқбарон, сарупобинон, чойгаштак, раисталбон, қудоталбон, ноншиканон, хонакашон, модарталбон, падарталбон, рӯйбинон, муборакбодӣ'.split(
        ', ',
      ),
    );
    const offered = JSON.stringify(field('wedding-registration', 'eventKind')?.options);
    for (const event of SIDE_EVENTS) expect(offered).not.toContain(event);
    expect(wedding({ eventKind: 'чойгаштак' })).toContain('eventKind enum');
  });
  test('a funeral prayer has no limits: nobody counts guests or cars', () => {
    expect(asks('mourning-registration').filter((name) => /guest|car|table/i.test(name))).toEqual([]);
  });
  test('registration is online, at once, and spares the visit', () => {
    for (const id of ['wedding-registration', 'mourning-registration'])
      expect(named(id)).toMatchObject({ channels: expect.arrayContaining(['online']), workflow: { kind: 'immediate' } });
  });
  test('it is completely free', () => {
    for (const id of ['wedding-registration', 'mourning-registration']) {
      expect(named(id).fees).toEqual([]);
      expect(bill(id, TODAY, WEDDING)).toBe(0);
    }
  });
  test('hours of the older law are advice: three hours, 18:00–22:00, days off from 08:00; no hour is refused', () => {
    const hint = field('wedding-registration', 'startTime')?.hint?.tg ?? '';
    for (const part of ['Тавсия', '3 соат', '18:00–22:00', '08:00–22:00']) expect(hint).toContain(part);
    for (const startTime of ['00:00', '07:59', '17:59', '22:01', '23:59']) expect(wedding({ startTime })).toEqual([]);
  });
  test('no fine is shown in the forms', () => {
    for (const id of ['wedding-registration', 'mourning-registration'])
      expect(JSON.stringify(named(id))).not.toMatch(/ҷарима|штраф|fine\b|15 ?840|8 ?640|39 ?600|25 ?200/i);
  });
});

describe('weddings and mourning: what is asked', () => {
  test('the host: surname, name, passport, phone and address; the patronymic is optional', () => {
    for (const [id, judged] of [
      ['wedding-registration', wedding],
      ['mourning-registration', mourning],
    ] as const) {
      const needed = ['hostSurname', 'hostGivenName', 'hostPassport', 'phone', 'hostAddress'];
      for (const name of needed) expect(judged({}, [name])).toEqual(missing([name]));
      expect(asks(id)).toContain('hostPatronymic');
      expect(judged({ hostPatronymic: 'Саидовна' })).toEqual([]);
    }
  });
  test('an address is said in its order: region, city or district, jamoat, village or street', () => {
    const order = ['Вилоят', 'шаҳр ё ноҳия', 'ҷамоат', 'деҳа ё кӯча', 'хона'];
    for (const [id, name] of [
      ['wedding-registration', 'hostAddress'],
      ['wedding-registration', 'placeAddress'],
      ['mourning-registration', 'hostAddress'],
      ['mourning-registration', 'placeAddress'],
    ] as const) {
      const places = order.map((word) => field(id, name)?.hint?.tg.indexOf(word) ?? -1);
      expect(places, `${id} ${name}`).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });
  test('the event: type, date, start time, kind and address of the place, guests, cars; tables are optional', () => {
    for (const name of ['eventKind', 'eventDate', 'startTime', 'placeKind', 'placeAddress', 'guests', 'cars'])
      expect(wedding({}, [name])).toEqual(missing([name]));
    expect(choices('wedding-registration', 'placeKind')).toEqual(['home', 'restaurant', 'other']);
    expect(wedding({ placeKind: 'restaurant' })).toEqual(missing(['placeName']));
    expect(wedding({ placeKind: 'other' })).toEqual(missing(['placeName']));
    expect(wedding({ tables: 20 })).toEqual([]);
  });
  test('the couple: full names and dates of birth, 18 years of age', () => {
    for (const name of ['groomName', 'groomBirthDate', 'brideName', 'brideBirthDate']) expect(wedding({}, [name])).toEqual(missing([name]));
    for (const name of ['groomBirthDate', 'brideBirthDate']) {
      expect(wedding({ [name]: '2008-11-25' })).toEqual([]);
      expect(wedding({ [name]: '2008-11-26' })).toEqual(missing(['courtDecision']));
    }
  });
  test('an earlier marriage by a court’s decision: 17 passes with its number, 16 does not', () => {
    for (const [name, code] of [
      ['groomBirthDate', 'groom-age'],
      ['brideBirthDate', 'bride-age'],
    ] as const) {
      expect(wedding({ [name]: '2009-11-25', courtDecision: 'С-12/2026' })).toEqual([]);
      expect(wedding({ [name]: '2009-11-26', courtDecision: 'С-12/2026' })).toEqual([`${name} ${code}`]);
    }
  });
  test('number and date of the marriage record only if the marriage is registered', () => {
    expect(optional('wedding-registration', WEDDING, ['marriageRecord', 'marriageDate'])).toEqual(['marriageRecord', 'marriageDate']);
    expect(wedding({ marriageRecord: 'НК-01' })).toEqual(missing(['marriageDate']));
    expect(wedding({ marriageRecord: 'НК-01', marriageDate: '2026-11-20' })).toEqual([]);
  });
  test('mourning: the deceased, the date of death, the relation, the kind of the event; the death record is optional', () => {
    for (const name of ['deceasedName', 'deathDate', 'relation', 'eventKind']) expect(mourning({}, [name])).toEqual(missing([name]));
    expect(choices('mourning-registration', 'eventKind')).toEqual(['third-day', 'fortieth-day', 'year', 'other']);
    expect(mourning({ deathRecord: 'В-001' })).toEqual([]);
  });
});

describe('weddings and mourning: what is refused', () => {
  test('guests and tables are whole numbers of one or more', () => {
    expect(wedding({ guests: 1, tables: 1 })).toEqual([]);
    expect(wedding({ guests: 0 })).toEqual(['guests minimum']);
    expect(wedding({ guests: 10.5 })).toEqual(['guests type']);
    expect(wedding({ tables: 0 })).toEqual(['tables minimum']);
  });
  test('cars are 0 to 4', () => {
    for (const cars of [0, 1, 2, 3, 4]) expect(wedding({ cars })).toEqual([]);
    expect(wedding({ cars: -1 })).toEqual(['cars minimum']);
    expect(wedding({ cars: 1.5 })).toEqual(['cars type']);
  });
  test('a wedding is not in the past', () => {
    expect(wedding({ eventDate: '2026-11-24' })).toEqual(['eventDate event-in-past']);
    expect(wedding({ eventDate: '2026-11-26' })).toEqual([]);
  });
  test('mourning may be today', () => {
    expect(mourning({ eventDate: TODAY })).toEqual([]);
  });
  test('duplicates are told by host, date and type', () => {
    for (const id of ['wedding-registration', 'mourning-registration']) expect(named(id).unique).toEqual(['eventKind', 'eventDate']);
  });
});

describe('mourning: the tone', () => {
  test('it is quiet and begins with condolences', () => {
    expect(named('mourning-registration').tone).toBe('quiet');
    expect(named('mourning-registration').summary.tg).toMatch(/^Шарики ғами Шумоем/);
    expect(named('mourning-registration').summary.ru).toMatch(/^Примите соболезнования/);
    expect(named('mourning-registration').summary.en).toMatch(/^Our condolences/);
  });
  test('no congratulations, no exclamation, no marketing', () => {
    expect(JSON.stringify(named('mourning-registration'))).not.toMatch(/!|табрик|муборак|поздрав|congratul|осон|удобно|легко|easy|enjoy/i);
  });
  test('the shortest form: it needs less than any other service, and no paper', () => {
    const needed = (id: string) => named(id).form.schema.required?.length ?? 0;
    expect(named('mourning-registration').evidence).toEqual([]);
    expect(fieldsOf('mourning-registration').filter(({ kind }) => kind === 'file')).toEqual([]);
    expect(named('mourning-registration').form.steps).toHaveLength(2);
    expect(needed('mourning-registration')).toBeLessThan(needed('wedding-registration'));
  });
  test('it never asks for a reason', () => {
    expect(asks('mourning-registration').filter((name) => /reason|cause|purpose|why/i.test(name))).toEqual([]);
    expect(JSON.stringify(named('mourning-registration').form)).not.toMatch(/сабаб|причин|reason|cause/i);
  });
  test('a relative may give notice', () => {
    expect(choices('mourning-registration', 'relation')).toContain('relative');
    expect(mourning({ relation: 'relative' })).toEqual([]);
  });
});

const VEHICLE: Answers = { plate: '0000AA01', vin: '1HGCM82633A004352', make: 'Opel Astra', year: 2005, registrationCertificate: 'ШБ-001' };
const TINT: Answers = {
  ...VEHICLE,
  ownerKind: 'person',
  surname: 'Раҳимзода',
  givenName: 'Фирӯза',
  passport: 'A00000001',
  tin: '000000001',
  phone: '+992000000001',
  windows: ['rear'],
  inspection: 'vehicle-inspection.mia.20261126.0930',
};

describe('tinted windows', () => {
  const tint = judge('tinted-windows-permit', TINT);
  test('the owner is a person or a legal entity, each with a TIN', () => {
    expect(choices('tinted-windows-permit', 'ownerKind')).toEqual(['person', 'entity']);
    expect(tint({}, ['tin'])).toEqual(missing(['tin']));
    expect(tint({ ownerKind: 'entity' })).toEqual(missing(['entityName', 'entityTin']));
    expect(tint({ ownerKind: 'entity', entityName: 'ҶДММ Намуна', entityTin: '020025789' }, ['tin'])).toEqual([]);
  });
  test('plate, VIN, make and model, year of manufacture and registration certificate are asked', () => {
    for (const name of Object.keys(VEHICLE)) expect(tint({}, [name])).toEqual(missing([name]));
  });
  test('the permit is for one year', () => {
    expect(named('tinted-windows-permit').output).toMatchObject({ kind: 'permit', validDays: 365 });
  });
  test('photographs are optional', () => {
    expect(field('tinted-windows-permit', 'photos')?.kind).toBe('file');
    expect(tint()).toEqual([]);
    expect(tint({ photos: ['one'] })).toEqual([]);
  });
  test('the windscreen stays clear but for the upper strip: 20 cm pass, 21 do not', () => {
    expect(choices('tinted-windows-permit', 'windows')).not.toContain('windscreen');
    expect(tint({ windscreenStrip: 20 })).toEqual([]);
    expect(tint({ windscreenStrip: 21 })).toEqual(['windscreenStrip maximum']);
  });
  test.each([
    [2004, '2025-06-01', 65, 487_500],
    [2005, '2025-06-01', 84, 630_000],
    [2004, '2026-06-01', 65, 507_000],
    [2005, '2026-06-01', 84, 655_200],
    [2004, '2017-06-01', 50, 250_000],
    [2005, '2017-06-01', 62, 310_000],
    [2004, '2021-06-01', 65.5, 393_000],
    [2005, '2021-06-01', 86, 516_000],
  ])('made in %i, paid on %s: %d indicators are %i diram', (year, iso, indicators, diram) => {
    const { lines } = feesOn(named('tinted-windows-permit'), iso, { year });
    expect(lines.map(({ sum }) => sum)).toEqual([expect.objectContaining({ indicators, diram })]);
  });
  test('coefficients are dated: a year between two known ones has no price', () => {
    expect(bill('tinted-windows-permit', '2019-06-01', { year: 2005 })).toBe('not published');
    expect(named('tinted-windows-permit').fees.every(({ from }) => from !== undefined)).toBe(true);
  });
});

const POWER: Answers = {
  ...VEHICLE,
  principalKind: 'person',
  principalSurname: 'Раҳимзода',
  principalGivenName: 'Фирӯза',
  principalBirthDate: '1990-01-15',
  principalPassport: 'A00000001',
  agentSurname: 'Каримов',
  agentGivenName: 'Далер',
  agentPassport: 'A00000002',
  agentLicence: 'РТ-000123',
  powers: 'use',
  until: '2027-11-25',
  substitution: 'no',
  place: 'Душанбе',
};

describe('power of attorney to drive', () => {
  const power = judge('vehicle-power-of-attorney', POWER);
  test('the principal is asked and is 18 or over, or heads a legal entity', () => {
    for (const name of ['principalSurname', 'principalGivenName', 'principalBirthDate', 'principalPassport'])
      expect(power({}, [name])).toEqual(missing([name]));
    expect(power({ principalBirthDate: '2008-11-25' })).toEqual([]);
    expect(power({ principalBirthDate: '2008-11-26' })).toEqual(['principalBirthDate principal-age']);
    expect(power({ principalKind: 'entity' })).toEqual(missing(['entityName', 'entityTin']));
  });
  test('the agent gives name, passport and driving licence', () => {
    for (const name of ['agentSurname', 'agentGivenName', 'agentPassport', 'agentLicence'])
      expect(power({}, [name])).toEqual(missing([name]));
  });
  test('the vehicle: plate, VIN, make, year and registration certificate', () => {
    for (const name of Object.keys(VEHICLE)) expect(power({}, [name])).toEqual(missing([name]));
  });
  test('powers: use only, or with the right of disposal, each with its own duty', () => {
    expect(choices('vehicle-power-of-attorney', 'powers')).toEqual(['use', 'disposal']);
    expect(bill('vehicle-power-of-attorney', TODAY, { powers: 'use' })).not.toBe(
      bill('vehicle-power-of-attorney', TODAY, { powers: 'disposal' }),
    );
    expect(bill('vehicle-power-of-attorney', TODAY, {})).toBe(0);
  });
  test('the term: three years to the day pass, a day more does not; in a new form it is one year', () => {
    expect(power({ until: '2029-11-25' })).toEqual([]);
    expect(power({ until: '2029-11-26' })).toEqual(['until term-too-long']);
    expect(power({ until: '2026-11-24' })).toEqual(['until until-in-past']);
    expect(usualAnswers(named('vehicle-power-of-attorney').form, TODAY)).toEqual({ until: '2027-11-25' });
  });
  test('the right of substitution is yes or no, and the place is said', () => {
    expect(choices('vehicle-power-of-attorney', 'substitution')).toEqual(['no', 'yes']);
    for (const name of ['substitution', 'place']) expect(power({}, [name])).toEqual(missing([name]));
  });
  test('both sides sign: a strong sign-in files it, the agent found by passport and surname accepts', () => {
    expect(named('vehicle-power-of-attorney').needs).toBe('high');
    expect(named('vehicle-power-of-attorney').workflow.acceptance).toMatchObject({ passport: 'agentPassport', surname: 'agentSurname' });
  });
  test('the result is a document that can be revoked, with the mandate until its day', () => {
    expect(named('vehicle-power-of-attorney').output).toMatchObject({
      kind: 'document',
      revocable: true,
      mandate: { passport: 'agentPassport', surname: 'agentSurname', until: 'until' },
    });
  });
});

const ADULT: Answers = {
  surname: 'Раҳимзода',
  givenName: 'Фирӯза',
  birthDate: '1990-01-15',
  passport: 'A00000001',
  address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
  fingerprintNumber: 'ДШ-001234',
  fingerprintDate: '2025-02-15',
  purpose: 'work',
  identityCopy: ['upload-1'],
  nameChanged: 'no',
  phone: '+992000000001',
};
const REPRESENTED: Answers = {
  ...Object.fromEntries(Object.entries(ADULT).filter(([name]) => !name.startsWith('fingerprint'))),
  representativeSurname: 'Назарӣ',
  representativeGivenName: 'Меҳрубон',
  relation: 'parent',
  representativePassport: 'A00000003',
};
const PAPERS: Answers = { birthCertificateNumber: 'ТВ-0001', birthCertificateFile: ['upload-2'] };

describe('criminal record certificate', () => {
  const ID = 'criminal-record-certificate';
  const adult = judge(ID, ADULT);
  const minor = judge(ID, { ...REPRESENTED, ...PAPERS, birthDate: '2015-01-15' });
  const ward = judge(ID, { ...REPRESENTED, guardianship: true, guardianshipDecision: 'Қ-12' });
  test('a copy of an identity document is given', () => {
    expect(adult({}, ['identityCopy'])).toEqual(missing(['identityCopy']));
  });
  test('the identity document may be national or foreign', () => {
    expect(adult({ passport: 'A00000001' })).toEqual([]);
    expect(adult({ passport: '400000001' })).toEqual([]);
  });
  test('a changed name brings its certificate', () => {
    expect(adult({ nameChanged: 'yes' })).toEqual(missing(['nameChangeFile']));
    expect(adult({ nameChanged: 'yes', nameChangeFile: ['upload-3'] })).toEqual([]);
  });
  test('an adult gives number and date of the fingerprint certificate', () => {
    expect(adult()).toEqual([]);
    expect(adult({}, ['fingerprintNumber', 'fingerprintDate'])).toEqual(missing(['fingerprintNumber', 'fingerprintDate']));
  });
  test('under 18: a representative and a birth certificate, no fingerprint; on the 18th birthday the fingerprint', () => {
    expect(minor()).toEqual([]);
    for (const name of ['representativeSurname', 'representativeGivenName', 'relation', 'representativePassport', ...Object.keys(PAPERS)])
      expect(minor({}, [name])).toEqual(missing([name]));
    expect(minor({ birthDate: '2008-11-26' })).toEqual([]);
    expect(minor({ birthDate: '2008-11-25' })).toEqual(missing(['fingerprintNumber', 'fingerprintDate']));
    const kept = pruneAnswers(named(ID).form, { ...ADULT, ...REPRESENTED, birthDate: '2015-01-15', fingerprintNumber: 'ДШ-1' }, TODAY);
    expect(kept).not.toHaveProperty('fingerprintNumber');
  });
  test('under guardianship: a representative, no fingerprint', () => {
    expect(ward()).toEqual([]);
    expect(ward({}, ['representativeSurname'])).toEqual(missing(['representativeSurname']));
    expect(ward({ guardianship: false })).toEqual(missing(['fingerprintNumber', 'fingerprintDate']));
  });
  test('it is paid by a price list that is not published, so no sum is named', () => {
    expect(named(ID).fees).toHaveLength(1);
    expect(bill(ID, TODAY, ADULT)).toBe('not published');
  });
  test('the place of residence is asked; the office stays open to whoever comes in person', () => {
    expect(adult({}, ['address'])).toEqual(missing(['address']));
    expect(named(ID).channels).toContain('office');
  });
  test('the purpose: work, study, visa or another that is written out', () => {
    expect(choices(ID, 'purpose')).toEqual(['work', 'study', 'visa', 'other']);
    expect(adult({ purpose: 'other' })).toEqual(missing(['purposeOther']));
  });
  test('it is delivered in Tajik and in Russian', () => {
    expect(named(ID).output?.languages).toEqual(['tg', 'ru']);
  });
});

const ROW = { kind: 'wine', hsCode: '2204211000', volume: 0.75, units: 1000, stamps: 1000 };
const ORDER: Answers = {
  entityName: 'ҶДММ Намуна',
  entityTin: '020025789',
  licenceNumber: 'ИҶ-001',
  licenceDate: '2025-01-10',
  contactSurname: 'Раҳимзода',
  contactGivenName: 'Фирӯза',
  phone: '+992000000001',
  origin: 'domestic',
  goods: [ROW],
  firstOrder: 'yes',
};

describe('excise stamps', () => {
  const ID = 'excise-stamps';
  const order = judge(ID, ORDER);
  const row = (change: object, without?: string) =>
    order({ goods: [Object.fromEntries(Object.entries({ ...ROW, ...change }).filter(([name]) => name !== without))] as (typeof ROW)[] });
  test('the marked groups: wines with must, vermouths, spirits, cigars, cigarillos, cigarettes; nothing else', () => {
    const groups = ['wine', 'vermouth', 'spirits', 'cigars', 'cigarillos', 'cigarettes'];
    const offered = field(ID, 'goods')?.fields?.find(({ name }) => name === 'kind')?.options ?? [];
    expect(offered.map(({ value }) => value)).toEqual(groups);
    for (const part of ['тақвиятёфта', 'шираи ангур']) expect(offered[0]?.label.tg).toContain(part);
    expect(offered[2]?.label.tg).toContain('Спирти этилӣ, ликёрҳо');
    for (const kind of groups) expect(row({ kind })).toEqual([]);
    for (const kind of ['beer', 'water', 'medicine', 'energy-drink']) expect(row({ kind })).toEqual(['goods.0.kind enum']);
  });
  test('only an entity, producer or importer, orders', () => {
    expect(named(ID).audience).toEqual(['entity']);
    expect(choices(ID, 'origin')).toEqual(['domestic', 'import']);
  });
  test('stamps may not be passed on: whoever orders declares it', () => {
    expect(named(ID).form.declaration?.tg).toContain('тамғаҳо ба каси дигар дода намешаванд');
    expect(named(ID).form.declaration?.ru).toContain('марки');
  });
  test('TIN, number and date of the licence and a contact are asked', () => {
    for (const name of ['entityName', 'entityTin', 'licenceNumber', 'licenceDate', 'contactSurname', 'contactGivenName', 'phone'])
      expect(order({}, [name])).toEqual(missing([name]));
  });
  test('each kind of goods: group, HS code of ten digits, volume of a unit, units, stamps', () => {
    for (const name of Object.keys(ROW)) expect(row({}, name)).toEqual(missing([`goods.0.${name}`]));
    expect(row({ hsCode: '220421100' })).toEqual(['goods.0.hsCode format']);
    expect(row({ hsCode: '22042110001' })).toEqual(['goods.0.hsCode format']);
  });
  test('an import brings contract and customs declaration', () => {
    expect(order({ origin: 'import' })).toEqual(missing(['contractNumber', 'contractDate', 'declarationNumber', 'contractFile']));
    const papers = { contractNumber: 'К-12', contractDate: '2026-10-01', declarationNumber: 'ЭГ-77', contractFile: ['upload-1'] };
    expect(order({ origin: 'import', ...papers })).toEqual([]);
  });
  test('stamps ≤ units: as many as units pass, one more does not', () => {
    expect(row({ stamps: 999 })).toEqual([]);
    expect(row({ stamps: 1000 })).toEqual([]);
    expect(row({ stamps: 1001 })).toEqual(['goods.0.stamps stamps-over-units']);
  });
  test('from the second order on the stamps before are reported: received, used, spoiled; what is left is reckoned', () => {
    const asked = ['reportReceived', 'reportUsed', 'reportSpoiled', 'reportFile'];
    expect(order({ firstOrder: 'yes' })).toEqual([]);
    expect(order({ firstOrder: 'no' })).toEqual(missing(asked));
    const report = { firstOrder: 'no', reportReceived: 100, reportUsed: 90, reportSpoiled: 4, reportFile: ['upload-2'] };
    expect(order(report)).toEqual([]);
    expect(pruneAnswers(named(ID).form, { ...ORDER, ...report }, TODAY).reportLeft).toBe(6);
    expect(order({ ...report, reportSpoiled: 11 })).toEqual(['reportReceived report-does-not-add-up']);
  });
  test('customs gives its opinion; the conclusion is free', () => {
    expect(named(ID).workflow.opinions).toEqual([expect.objectContaining({ agency: 'customs', required: true })]);
    expect(bill(ID, TODAY, ORDER)).toBe(0);
  });
});

describe('language and formats', () => {
  test('the 35 letters sort Tajik names', () => {
    const right =
      'Гиссар, Гулистон, Ғафуров, Ғончӣ, Илова, Ӣд, Йод, Кӯлоб, Қаротегин, Қубодиён, Уротеппа, Ӯ, Хуҷанд, Ҳамадонӣ, Ҳисор, Чорсу, Ҷайҳун, Ҷиликӯл'.split(
        ', ',
      );
    for (const shuffled of [[...right].reverse(), [...right].sort(), [...right].sort().reverse()])
      expect(shuffled.sort(compareText)).toEqual(right);
  });
  test('upper case: ӣӯғқҳҷ', () => {
    expect('ӣӯғқҳҷ'.toUpperCase()).toBe('ӢӮҒҚҲҶ');
  });
  test.each([
    ['2015-01-01', 40],
    ['2016-12-31', 40],
    ['2017-01-01', 50],
    ['2018-12-31', 50],
    ['2019-06-01', 55],
    ['2020-06-01', 58],
    ['2021-06-01', 60],
    ['2022-06-01', 64],
    ['2023-06-01', 68],
    ['2024-06-01', 72],
    ['2025-12-31', 75],
    ['2026-01-01', 78],
  ])('the indicator on %s is %i somoni', (iso, somoni) => {
    expect(INDICATORS.filter(({ from, until }) => from <= iso && iso <= until)).toEqual([expect.objectContaining({ diram: somoni * 100 })]);
  });
  test('fees: tinting in 2025 4,875 and 6,300, in 2026 5,070 and 6,552 somoni', () => {
    expect([2004, 2005].map((year) => bill('tinted-windows-permit', '2025-03-01', { year }))).toEqual([487_500, 630_000]);
    expect([2004, 2005].map((year) => bill('tinted-windows-permit', '2026-03-01', { year }))).toEqual([507_000, 655_200]);
  });
  test('fees: a power of attorney in 2026 for use 156, with disposal 1,170 somoni', () => {
    expect(['use', 'disposal'].map((powers) => bill('vehicle-power-of-attorney', '2026-03-01', { powers }))).toEqual([15_600, 117_000]);
  });
  test('fees: 2027 is not published, whatever is paid by the indicator', () => {
    expect(bill('tinted-windows-permit', '2027-01-01', { year: 2004 })).toBe('not published');
    expect(bill('vehicle-power-of-attorney', '2027-01-01', { powers: 'use' })).toBe('not published');
    expect(bill('vehicle-tax', '2027-01-01', { power: 110 })).toBe('not published');
  });
  test('money: 123450 diram in three languages', () => {
    expect(LANGS.map((lang) => formatMoney(123_450, lang))).toEqual(['1\u00a0234,50 сомонӣ', '1\u00a0234,50 сомони', 'TJS 1,234.50']);
  });
  test('dates: 21 March 2026 with its weekday, long and short', () => {
    expect(formatDate('2026-03-21', 'tg', 'long')).toBe('21 марти соли 2026');
    expect(weekday('2026-03-21', 'tg')).toBe('шанбе');
    expect(formatDate('2026-03-21', 'tg')).toBe('21.03.2026');
    expect(formatDate('2026-03-21', 'ru', 'long')).toBe('21 марта 2026 г.');
  });
  test('time: 09:05 UTC is 14:05 in Dushanbe, all year', () => {
    expect(formatTime('2026-03-21T09:05:00Z')).toBe('14:05');
    expect(formatTime('2026-07-21T09:05:00Z')).toBe('14:05');
    expect(dushanbeDate('2026-03-21T19:00:00Z')).toBe('2026-03-22');
  });
  test.each(['917123456', '+992 91 712 3456', '992917123456'])('phone: %s is stored as +992917123456', (typed) => {
    const { phone } = normaliseAnswers(named('wedding-registration'), { phone: typed });
    expect(phone).toBe('+992917123456');
    expect(wedding({ phone: phone ?? '' })).toEqual([]);
  });
  test('phone: eight digits are refused', () => {
    expect(FORMATS['tj-phone'].ok(FORMATS['tj-phone'].store('91712345'))).toBe(false);
    expect(wedding({ phone: '91712345' })).toEqual(['phone format']);
  });
  test('ceremony: the fee is 0 for every kind and size', () => {
    for (const eventKind of ['feast', 'pilaf', 'family-visit'])
      for (const guests of [1, 15, 150, 200]) expect(bill('wedding-registration', TODAY, { eventKind, guests, cars: 4 })).toBe(0);
  });
});
