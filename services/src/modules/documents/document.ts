import type { Output, Text } from '@hukumat/contract';
import type { PublishedStatements } from '@hukumat/contract/statement';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Command } from '../../platform/platform.ts';
import type { Application, Applications } from '../applications/index.ts';
import type { MandateState, Mandates } from '../mandates/index.ts';

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
  /** What its QR says: the address and the signed statement. Absent on documents older than statements. */
  statement?: string;
  /** The owner may take it back, because it is a power they gave. */
  mandate: boolean;
  /** It is about a death: nothing loud beside it. */
  quiet: boolean;
  revokedOn?: string;
  revokedReason?: string;
}

/** One who signed what the document says: by the portal's sign-in, under the digest of the answers. */
export interface Signatory {
  name: string;
  as: 'applicant' | 'party';
  /** ISO 8601. */
  at: string;
  digest: string;
}

/** A document given from one service into another. */
export interface HandOver {
  id: string;
  document: string;
  number: string;
  title: Text;
  fromService: string;
  toAgency: string;
  toService: string;
  application: string;
  field: string;
  /** The words the person agreed to. */
  consent: string;
  at: Date;
  /** When the receiving desk opened it. */
  opened: { agency: string; officerName: string; at: Date }[];
}

// biome-ignore lint/suspicious/noExplicitAny: a command of any other module, whose tables this one must not know.
export type AnyCommand = Command<any>;

/** What a number alone tells of a document. */
export interface Numbered {
  number: string;
  kind: Output['kind'];
  title: Text;
  agency: string;
  quiet: boolean;
}

/** What a code tells anybody about a document: never more than initials. */
export type CodeVerdict =
  | { result: 'unknown' }
  | (Numbered & {
      result: 'issued' | 'revoked' | 'expired' | 'altered';
      initials: string;
      issuedOn: string;
      validUntil?: string;
      sha256: string;
      code: string;
      revokedOn?: string;
      /** What the document lets another person do, and whether it still does. */
      mandate?: { services: string[]; from: string; to: string; grantee: string; state: MandateState };
    });

/** What a file tells: as much as the code in it, or as little as its number. */
export type Verdict = CodeVerdict | (Numbered & { result: 'altered'; code?: never });

/** An approved application with those who signed its answers. */
export type SignedApplication = Application & { signatures?: readonly Signatory[] };

export interface DocumentsDeps {
  applications: Pick<Applications, 'onApproved' | 'onHandOver' | 'definitionOf' | 'markIssued' | 'markRevoked'> & {
    decided(application: string): Promise<SignedApplication>;
  };
  mandates: Pick<Mandates, 'onRevoked' | 'revokeOfDocument' | 'ofDocument'>;
  identity: { actorOf(request: FastifyRequest): Actor; capability: { check(request: FastifyRequest, agency: string): void } };
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
  /** @throws Problem 404 for anybody but the owner. */
  one(actor: Actor, id: string): Promise<IssuedDocument>;
  /**
   * By a supervisor or the head of its agency, or by the owner where it is a mandate; the mandate goes with it.
   * @throws Problem 403, 404; 409 `document-not-revocable | document-ended`; 422 `reason-needed`.
   */
  revoke(actor: Actor, id: string, reason: string, agency?: string): Promise<void>;
  /** Where the actor's documents were given, and when they were opened there; newest first. */
  handOvers(actor: Actor, document?: string): Promise<HandOver[]>;
  /** What was handed over with an application, for the desk that received it. */
  receivedWith(actor: Actor, agency: string, application: string): Promise<HandOver[]>;
  /** The file, for the desk that received it; written down for its owner to see. */
  openHandedOver(actor: Actor, agency: string, handOver: string): Promise<{ document: IssuedDocument; bytes: Uint8Array }>;
  /** What anybody needs to check statements without a network. */
  published(): Promise<PublishedStatements>;
  /** Whether a sealed file has these bytes, so that nobody throws them away. */
  names(sha256: string): Promise<boolean>;
  verify(code: string): Promise<CodeVerdict>;
  /** Compares a file with what was issued; a file that carries our seal or code but differs is `altered`. */
  verifyFile(bytes: Uint8Array): Promise<Verdict>;
  /** The demonstration seal, made on the first use. PEM. */
  seal(): Promise<{ certificate: string; authority: string }>;
  /** `/api/v1/documents…`, `/api/v1/verify/{code}`, `/api/v1/agencies/{agency}/…documents…`, `/.well-known/hukumat-documents.json`. */
  routes(app: FastifyInstance): void;
}
