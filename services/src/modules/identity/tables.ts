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
  'identity.roles': { subject: string; agency: string; role: string; given_at: Generated<Date | null> };
  'identity.invitations': {
    id: Generated<string>;
    agency: string;
    surname: string;
    given_name: string;
    passport_mark: string;
    code_mark: string;
    roles: string[];
    key: string;
    invited_by: string;
    invited_at: Date;
    expires_at: Date;
    state: Generated<string>;
    answered_by: Generated<string | null>;
    answered_at: Generated<Date | null>;
  };
  'identity.proposals': {
    id: Generated<string>;
    agency: string;
    subject: string;
    role: string;
    proposed_by: string;
    proposed_at: Date;
    expires_at: Date;
    state: string;
    decided_by: Generated<string | null>;
    decided_at: Generated<Date | null>;
  };
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
