import { createHash } from 'node:crypto';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCode } from './code.ts';
import type { Verdict } from './document.ts';
import { MARK } from './sealed-pdf.ts';
import { type DocumentRow, documentRows, type Tables, verdictOf } from './tables.ts';

const ACTOR = system('verify-document');

/** Looks a code up. Unknown and unreadable codes answer alike. */
export const verifyCode =
  ({ db, clock }: Platform) =>
  async (typed: string): Promise<Verdict> => {
    const code = readCode(typed);
    if (!code) return { result: 'unknown' };
    const row = await db.read<Tables, DocumentRow | undefined>(ACTOR, (sql) =>
      documentRows(sql).where('code', '=', code).executeTakeFirst(),
    );
    return verdictOf(row, clock.now());
  };

/**
 * Compares a file with what was issued. The same bytes: what the register says of them. Other bytes that name one of our
 * documents, by its code or by its number: altered.
 */
export const verifyBytes =
  ({ db, clock }: Platform) =>
  async (bytes: Uint8Array): Promise<Verdict> => {
    const file = Buffer.from(bytes);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const code = /^\s{0,8}\(([0-9A-Z]{26})\)/.exec(textAfter(file, `/${MARK}`))?.[1];
    const number = /([A-Z][A-Z-]{1,63}-\d{4}-\d{6})$/.exec(textBefore(file, ': demonstration seal'))?.[1];
    return db.read<Tables, Verdict>(ACTOR, async (sql) => {
      const same = await documentRows(sql).where('sha256', '=', sha256).executeTakeFirst();
      if (same) return verdictOf(same, clock.now());
      const named =
        (code && (await documentRows(sql).where('code', '=', code).executeTakeFirst())) ||
        (number && (await documentRows(sql).where('number', '=', number).executeTakeFirst()));
      return named ? verdictOf(named, clock.now(), true) : { result: 'unknown' };
    });
  };

/** A file is a stranger's megabytes: expressions are tried on the few letters beside a fixed word, never on all of it. */
const BESIDE = 100;
function textAfter(file: Buffer, word: string): string {
  const at = file.indexOf(word, 0, 'latin1');
  return at < 0 ? '' : file.toString('latin1', at + word.length, at + word.length + BESIDE);
}
function textBefore(file: Buffer, word: string): string {
  const at = file.indexOf(word, 0, 'latin1');
  return at < 0 ? '' : file.toString('latin1', Math.max(0, at - BESIDE), at);
}
