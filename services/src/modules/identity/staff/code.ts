import { sha256, type Vault } from '../vault.ts';

/** Without letters that are read as digits. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;

/**
 * The code of an invitation, made from its id under the portal's key: who invited can be shown it again, and the database
 * holds only a hash. Sixteen signs of thirty-one are 79 bits, and it opens nothing for anybody but the person it names.
 */
export function invitationCode(vault: Vault, id: string): string {
  let rest = BigInt(`0x${sha256(vault.mark('invitation', id))}`);
  let code = '';
  while (code.length < LENGTH) {
    code += ALPHABET[Number(rest % BigInt(ALPHABET.length))];
    rest /= BigInt(ALPHABET.length);
  }
  return code;
}

/** As people copy it: with spaces, dashes and small letters. */
export const codeMark = (typed: string): string => sha256(typed.toUpperCase().replace(/[\s-]/g, ''));
