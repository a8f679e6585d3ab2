import type { Actor } from '../../../platform/actor.ts';
import { Problem, unprocessable } from '../../../platform/problem.ts';
import { type Context, officerOf } from '../context.ts';
import type { Application, BulkAct, BulkResult } from '../model.ts';
import { loadApplication } from '../records.ts';
import type { Tables } from '../tables.ts';
import { claimApplication, reassignApplication } from './assignment.ts';
import { decideApplication } from './decide-application.ts';
import { sendLetter } from './letters.ts';

const MOST = 100;

/** The same act on many files, each by the rules of one: a refusal stops nothing but itself. */
export const bulkAct =
  (context: Context) => async (actor: Actor, agency: string, items: readonly { id: string; version: number }[], act: BulkAct) => {
    const officer = officerOf(actor, agency);
    if (items.length === 0 || items.length > MOST) throw unprocessable('bulk-size', `Choose 1 to ${MOST}`, { max: MOST });
    const one = async ({ id, version }: { id: string; version: number }): Promise<Application> => {
      if (act.act === 'claim') return claimApplication(context)(officer, agency, id, version);
      if (act.act === 'reassign') return reassignApplication(context)(officer, agency, id, version, act.to);
      if (act.act === 'approve') return decideApplication(context)(officer, agency, id, version, { approve: true, note: act.note });
      await sendLetter(context)(officer, agency, id, act.letter);
      return context.platform.db.read<Tables, Application>(officer, (db) => loadApplication(db, id));
    };
    const results: BulkResult[] = [];
    for (const item of items) {
      try {
        const { version, state } = await one(item);
        results.push({ id: item.id, ok: true, version, state });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        results.push({ id: item.id, ok: false, code: error.code });
      }
    }
    return results;
  };
