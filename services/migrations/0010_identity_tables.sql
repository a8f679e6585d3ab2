create schema identity;
grant usage on schema identity to hukumat_app;

-- Secrets that every instance must share, sealed with the key in the data folder.
create table identity.secrets (
  name text primary key,
  sealed text not null
);

create table identity.people (
  subject text primary key check (subject ~ '^[A-Za-z0-9._:@-]{1,128}$'),
  surname text not null,
  given_name text not null,
  patronymic text,
  birth_date date,
  phone text,
  email text,
  passport text,
  address text,
  -- argon2id; only for people of the embedded provider.
  password_hash text,
  demo boolean not null default false
);

create table identity.roles (
  subject text not null references identity.people,
  agency text not null,
  role text not null,
  primary key (subject, agency, role)
);

-- What the embedded OpenID provider keeps. `id` is a SHA-256, so that the table alone opens no session.
create table identity.oidc (
  model text not null,
  id text not null,
  payload text not null,
  grant_id text,
  uid text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);
create index on identity.oidc (grant_id) where grant_id is not null;
create index on identity.oidc (uid) where uid is not null;

create table identity.sessions (
  id uuid primary key default uuidv7(),
  -- SHA-256 of the cookie's value, which is kept nowhere.
  sid_hash text not null unique,
  subject text not null,
  op_sid text,
  tokens text not null,
  acr text not null,
  amr text[] not null default '{}',
  signed_in_at timestamptz not null,
  seen_at timestamptz not null,
  idle_until timestamptz not null,
  abs_until timestamptz not null,
  refresh_at timestamptz
);
create index on identity.sessions (op_sid) where op_sid is not null;
create index on identity.sessions (subject);

-- A sign-in under way; taken once, by the browser that began it.
create table identity.logins (
  state_hash text primary key,
  browser_hash text not null,
  sealed text not null,
  expires_at timestamptz not null
);

create table identity.parked_posts (
  id uuid primary key default gen_random_uuid(),
  subject text not null,
  sealed text not null,
  expires_at timestamptz not null
);

create table identity.access_tokens (
  id uuid primary key default uuidv7(),
  hash text not null unique,
  subject text not null references identity.people,
  agency text not null,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index on identity.access_tokens (subject);

-- Failed sign-ins of one name from one address, counted to slow guessing.
create table identity.attempts (
  key text primary key,
  failures int not null,
  since timestamptz not null
);

grant select, insert on identity.secrets to hukumat_app;
grant select, insert, update on identity.people to hukumat_app;
grant select, insert, delete on identity.roles to hukumat_app;
grant select, insert, update, delete on identity.oidc, identity.sessions, identity.logins, identity.parked_posts, identity.attempts to hukumat_app;
grant select, insert, update on identity.access_tokens to hukumat_app;

alter table identity.secrets enable row level security;
alter table identity.people enable row level security;
alter table identity.roles enable row level security;
alter table identity.oidc enable row level security;
alter table identity.sessions enable row level security;
alter table identity.logins enable row level security;
alter table identity.parked_posts enable row level security;
alter table identity.access_tokens enable row level security;
alter table identity.attempts enable row level security;

create policy system_all on identity.secrets using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.people using (platform.is_system()) with check (platform.is_system());
create policy own_row on identity.people for select using (subject = platform.subject());
create policy system_all on identity.roles using (platform.is_system()) with check (platform.is_system());
create policy own_rows on identity.roles for select using (subject = platform.subject());
create policy system_all on identity.oidc using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.sessions using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.logins using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.parked_posts using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.access_tokens using (platform.is_system()) with check (platform.is_system());
create policy system_all on identity.attempts using (platform.is_system()) with check (platform.is_system());
