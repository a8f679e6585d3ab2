import { dushanbeDate } from '@hukumat/contract/locale';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Tables } from './tables.ts';

/** Stored answers are kept this long after the last audit that needed them; verdicts a year longer, for the trend. */
const EVIDENCE_DAYS = 90;
const VERDICT_DAYS = 455;
const DAY_MS = 86_400_000;

/** Lets go of stored answers and of audits that are past their term. */
export function forgetEvidence({ db, clock, objects }: Platform): () => Promise<void> {
  return async () => {
    const before = (days: number) => dushanbeDate(clock.now().getTime() - days * DAY_MS);
    const gone = await db.write<Tables, string[]>(system('forget-evidence'), async ({ sql, journal }) => {
      const answers = await sql.deleteFrom('standard.evidence').where('last_day', '<', before(EVIDENCE_DAYS)).returning('sha256').execute();
      const audits = await sql.deleteFrom('standard.audits').where('day', '<', before(VERDICT_DAYS)).returning('id').execute();
      await sql.deleteFrom('standard.probe_days').where('day', '<', before(VERDICT_DAYS)).execute();
      await sql
        .deleteFrom('standard.probe_failures')
        .where('at', '<', new Date(clock.now().getTime() - EVIDENCE_DAYS * DAY_MS))
        .execute();
      if (answers.length + audits.length > 0)
        await journal({
          type: 'standard.evidence-forgotten',
          entity: 'standard',
          data: { answers: answers.length, audits: audits.length },
        });
      return answers.map(({ sha256 }) => sha256);
    });
    for (const sha256 of gone) await objects.remove(sha256);
  };
}
