import type { Generated } from 'kysely';

export interface Tables {
  'identity.secrets': { name: string; sealed: string };
  'identity.people': {
    subject: string;
    surname: string;
    given_name: string;
    patronymic: string | null;
    birth_date: string | null;
    phone: string | null;
    email: string | null;
    passport: string | null;
    address: string | null;
    password_hash: string | null;
    demo: boolean;
  };
  'identity.roles': { subject: string; agency: string; role: string };
  'identity.oidc': {
    model: string;
    id: string;
    payload: string;
    grant_id: string | null;
    uid: string | null;
    expires_at: Date | null;
    consumed_at: Date | null;
  };
  'identity.sessions': {
    id: Generated<string>;
    sid_hash: string;
    subject: string;
    op_sid: string | null;
    tokens: string;
    acr: string;
    amr: string[];
    signed_in_at: Date;
    seen_at: Date;
    idle_until: Date;
    abs_until: Date;
    refresh_at: Date | null;
  };
  'identity.logins': { state_hash: string; browser_hash: string; sealed: string; expires_at: Date };
  'identity.parked_posts': { id: Generated<string>; subject: string; sealed: string; expires_at: Date };
  'identity.access_tokens': {
    id: Generated<string>;
    hash: string;
    subject: string;
    agency: string;
    name: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
  };
  'identity.attempts': { key: string; failures: number; since: Date };
}
