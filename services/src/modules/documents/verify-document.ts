import { createHash } from 'node:crypto';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCode } from './code.ts';
import type { CodeVerdict, DocumentsDeps, Verdict } from './document.ts';
import { MARK } from './sealed-pdf.ts';
import { type DocumentRow, documentRows, numberOf, type Tables, verdictOf } from './tables.ts';
import { initials } from './wording.ts';

const ACTOR = system('verify-document');

/** Looks a code up. Unknown and unreadable codes answer alike. */
export const verifyCode =
  ({ db, clock }: Platform, deps: Pick<DocumentsDeps, 'mandates'>) =>
  async (typed: string): Promise<CodeVerdict> => {
    const code = readCode(typed);
    if (!code) return { result: 'unknown' };
    const row = await db.read<Tables, DocumentRow | undefined>(ACTOR, (sql) =>
      documentRows(sql).where('code', '=', code).executeTakeFirst(),
    );
    return withMandate(deps, row, verdictOf(row, clock.now()));
  };

/** Adds what a power of attorney lets do; a stranger sees the other person by initials too. */
async function withMandate(
  { mandates }: Pick<DocumentsDeps, 'mandates'>,
  row: DocumentRow | undefined,
  verdict: CodeVerdict,
): Promise<CodeVerdict> {
  const mandate = row?.mandate && verdict.result !== 'unknown' ? await mandates.ofDocument(row.id) : undefined;
  if (!mandate || verdict.result === 'unknown') return verdict;
  const { services, from, to, state } = mandate;
  return { ...verdict, mandate: { services, from, to, grantee: initials(mandate.granteeName), state } };
}

/** By what a file was found: by its bytes, by the secret code in it, or by the number that stands in it. */
type Known = 'file' | 'code' | 'number';

/**
 * Compares a file with what was issued. The same bytes: what the register says of them. Other bytes that name one of our
 * documents, by its code or by its number: altered. A number can be guessed, so it tells nothing of a person.
 */
export const verifyBytes =
  ({ db, clock }: Platform, deps: Pick<DocumentsDeps, 'mandates'>) =>
  async (bytes: Uint8Array): Promise<Verdict> => {
    const file = Buffer.from(bytes);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const code = /^\s{0,8}\(([0-9A-Z]{26})\)/.exec(textAfter(file, `/${MARK}`))?.[1];
    const number = /([A-Z][A-Z-]{1,63}-\d{4}-\d{6})$/.exec(textBefore(file, ': demonstration seal'))?.[1];
    const { row, how } = await db.read<Tables, { row?: DocumentRow | undefined; how: Known }>(ACTOR, async (sql) => {
      const same = await documentRows(sql).where('sha256', '=', sha256).executeTakeFirst();
      if (same) return { row: same, how: 'file' };
      const coded = code && (await documentRows(sql).where('code', '=', code).executeTakeFirst());
      if (coded) return { row: coded, how: 'code' };
      return { row: number ? await documentRows(sql).where('number', '=', number).executeTakeFirst() : undefined, how: 'number' };
    });
    if (how === 'number') return numberOf(row);
    return withMandate(deps, row, verdictOf(row, clock.now(), how === 'code'));
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
