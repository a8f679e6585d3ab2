import { system } from '../../platform/actor.ts';
import type { Database } from '../../platform/platform.ts';
import type { AgreementState } from './agreement.ts';
import { SEED } from './seed.ts';
import type { Tables } from './table.ts';

/** Where the three totals come from. Which bodies they are is known to nobody outside, so every row is a sample. */
export const TOTALS_SOURCE = 'en.avesta.tj, 10.05.2025 (56, 22); asiaplustj.info, 12.05.2025 (72 + 57 = 129)';
const UNITED = 56;
const SIGNED = 22;
const CENTRAL_INSPECTED = 57;

/** Bodies that ship a plugin in the demonstration are shown as building. Nobody is shown as audited or further: that takes evidence. */
const BUILDING: readonly string[] = [
  'mia',
  'justice',
  'religion-ceremonies',
  'tax-committee',
  'architecture-construction',
  'dushanbe',
  'civil-service-agency',
  'innovation-agency',
];

const bodies = SEED.filter(({ level }) => level !== 'platform');
const others = bodies.filter(({ id }) => !BUILDING.includes(id)).map(({ id }) => id);
const stateOf = (place: number): AgreementState => (place < SIGNED - BUILDING.length ? 'signed' : 'invited');

const SAMPLE_AGREEMENTS: readonly { agency: string; state: AgreementState }[] = [
  ...BUILDING.map((agency) => ({ agency, state: 'building' as const })),
  ...others.slice(0, UNITED - BUILDING.length).map((agency, place) => ({ agency, state: stateOf(place) })),
];
const SAMPLE_INSPECTIONS: readonly string[] = [
  ...bodies.filter(({ level }) => level === 'local'),
  ...bodies.filter(({ level }) => level === 'central').slice(0, CENTRAL_INSPECTED),
].map(({ id }) => id);

/** Gives an empty register of a demonstration its sample rows, once: what the registrar has moved stays moved. */
export async function seedAgreements(db: Database): Promise<void> {
  await db.write<Tables, void>(system('seed-agreements'), async ({ sql, journal }) => {
    const sample = { sample: true, source: TOTALS_SOURCE };
    const made = await sql
      .insertInto('directory.agreements')
      .values(SAMPLE_AGREEMENTS.map((row) => ({ ...row, since: null, number: null, ...sample })))
      .onConflict((on) => on.doNothing())
      .returning('agency')
      .execute();
    const seen = await sql
      .insertInto('directory.inspections')
      .values(SAMPLE_INSPECTIONS.map((agency) => ({ agency, ...sample })))
      .onConflict((on) => on.doNothing())
      .returning('agency')
      .execute();
    if (made.length + seen.length > 0)
      await journal({
        type: 'directory.agreements-seeded',
        entity: 'directory',
        data: { agreements: made.length, inspections: seen.length },
      });
  });
}
