import { createPublicKey } from 'node:crypto';
import { unprocessable } from '../../platform/problem.ts';

/** An Ed25519 public key in its one PEM form. @throws Problem 422 when it is anything else, a private key above all. */
export function publicKeyOf(pem: string): string {
  if (pem.includes('PRIVATE')) {
    throw unprocessable('key-is-private', 'This is a private key. Send the public half and make a new pair: this one has left your hands');
  }
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    // Not PEM at all: the sentence below says what is expected.
  }
  throw unprocessable('key-not-ed25519', 'The key must be an Ed25519 public key in PEM');
}
