import { createHash } from 'node:crypto';
import { type CheckedStatement, checkStatement, type PublishedStatements } from '@hukumat/contract/statement';
import { sealHolds } from './seal.ts';
import { MARK, STATEMENT_MARK } from './sealed-pdf.ts';

export interface CheckedFile extends CheckedStatement {
  /** SHA-256 of the file, hex. */
  sha256: string;
}

/**
 * Checks a file without the portal: the seal covers every byte and comes from the published authority, and the statement
 * inside is checked like that of a QR. Anything that is not so to the byte is altered.
 */
export async function checkFile(bytes: Uint8Array, published: PublishedStatements, now: Date): Promise<CheckedFile> {
  const file = Buffer.from(bytes);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const text = file.toString('latin1');
  const statement = new RegExp(`/${STATEMENT_MARK} \\(([^()\\\\]+)\\)`).exec(text)?.[1];
  if (!text.startsWith('%PDF-') || (!statement && !text.includes(`/${MARK}`))) return { result: 'unreadable', sha256 };
  if (!statement || !(await sealed(file, text, published.authority))) return { result: 'altered', sha256 };
  return { ...(await checkStatement(statement, published, now)), sha256 };
}

/** The byte range is the whole file but for one hole, and in the hole stands the signature and nothing else. */
async function sealed(file: Buffer, text: string, authority: string): Promise<boolean> {
  const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(text)?.slice(1).map(Number);
  const [start = -1, first = 0, second = 0, length = 0] = range ?? [];
  if (start !== 0 || second + length !== file.length || second <= first) return false;
  const hole = text.slice(first, second);
  if (!/^<[0-9a-f]+>$/.test(hole)) return false;
  const padded = Buffer.from(hole.slice(1, -1), 'hex');
  const size = padded[0] === 0x30 && padded[1] === 0x82 ? 4 + padded.readUInt16BE(2) : 0;
  if (size === 0 || padded.subarray(size).some((byte) => byte !== 0)) return false;
  const covered = Buffer.concat([file.subarray(0, first), file.subarray(second)]);
  // What cannot be read as a signature is none.
  return sealHolds(covered, padded.subarray(0, size), authority).catch(() => false);
}
