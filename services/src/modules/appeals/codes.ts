import { createHash, timingSafeEqual } from 'node:crypto';

/** Without letters that are read as digits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

/**
 * The code that opens an answer, made from the form's key: a form that is sent twice gets one code, and nothing has to be
 * kept between the two. Twelve signs of thirty-one are 59 bits, behind a limit on wrong tries.
 */
export function codeOf(key: string): string {
  let rest = BigInt(`0x${digest('appeal code', key)}`);
  let code = '';
  while (code.length < 12) {
    code += ALPHABET[Number(rest % BigInt(ALPHABET.length))];
    rest /= BigInt(ALPHABET.length);
  }
  return code;
}

/** As people copy it: with spaces, dashes and small letters. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
