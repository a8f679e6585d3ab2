import type { Output, Text } from '@hukumat/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Applications } from '../applications/index.ts';

/** A sealed document as its owner sees it. Dates are `yyyy-mm-dd` in Dushanbe. */
export interface IssuedDocument {
  id: string;
  application: string;
  agency: string;
  service: string;
  kind: Output['kind'];
  title: Text;
  number: string;
  code: string;
  state: 'issued' | 'revoked' | 'expired';
  issuedOn: string;
  validUntil?: string;
  /** Hex SHA-256 of the file. */
  sha256: string;
  bytes: number;
}

/** What anybody may learn about a document: never more than initials. */
export type Verdict =
  | { result: 'unknown' }
  | {
      result: 'issued' | 'revoked' | 'expired' | 'altered';
      number: string;
      kind: Output['kind'];
      title: Text;
      agency: string;
      initials: string;
      issuedOn: string;
      validUntil?: string;
      sha256: string;
      code: string;
    };

export interface DocumentsDeps {
  applications: Pick<Applications, 'onApproved' | 'decided' | 'definitionOf' | 'markIssued'>;
  identity: { actorOf(request: FastifyRequest): Actor };
  /** Full legal name of an agency. */
  agencyName(agency: string): Text;
}

export interface Documents {
  /** Makes, seals and records the document of an approved application. Idempotent. */
  issue(application: string): Promise<void>;
  mine(actor: Actor): Promise<IssuedDocument[]>;
  ofApplication(actor: Actor, application: string): Promise<IssuedDocument | undefined>;
  /** The sealed file, for its owner or the agency's desk; 404 for everybody else. */
  file(actor: Actor, id: string): Promise<{ document: IssuedDocument; bytes: Uint8Array }>;
  verify(code: string): Promise<Verdict>;
  /** Compares a file with what was issued; a file that carries our seal or code but differs is `altered`. */
  verifyFile(bytes: Uint8Array): Promise<Verdict>;
  /** The demonstration seal, made on the first use. PEM. */
  seal(): Promise<{ certificate: string; authority: string }>;
  /** `GET /api/v1/documents`, `GET /api/v1/documents/seal.pem`, `GET /api/v1/verify/{code}`. */
  routes(app: FastifyInstance): void;
}
