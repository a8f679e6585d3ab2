create schema gateway;
grant usage on schema gateway to hukumat_app;

-- Servers of agencies. Only the central Agency's registrar writes here, so no plugin chooses where a call goes.
create table gateway.backends (
  agency text not null,
  scope text not null check (scope ~ '^[a-z0-9][a-z0-9.-]{0,59}$'),
  url text not null check (url ~ '^https?://'),
  deadline_ms int not null check (deadline_ms between 100 and 30000),
  places int not null check (places between 1 and 200),
  tells_name boolean not null,
  registered_by text not null,
  registered_at timestamptz not null,
  primary key (agency, scope)
);
grant select, insert, update, delete on gateway.backends to hukumat_app;

-- The answer to an unsafe call, kept by its Idempotency-Key for a day. `status` is null while the call is under way.
create table gateway.answers (
  owner text not null,
  agency text not null,
  scope text not null,
  key text not null,
  digest text not null,
  started_at timestamptz not null,
  status int,
  headers jsonb,
  body bytea,
  primary key (owner, agency, scope, key),
  check ((status is null) = (headers is null) and (status is null) = (body is null))
);
create index on gateway.answers (started_at);
grant select, insert, update, delete on gateway.answers to hukumat_app;

alter table gateway.answers enable row level security;
create policy system_all on gateway.answers
  using (current_setting('hukumat.kind', true) = 'system') with check (current_setting('hukumat.kind', true) = 'system');
create policy owner_all on gateway.answers
  using (current_setting('hukumat.kind', true) = 'person' and owner = current_setting('hukumat.subject', true))
  with check (current_setting('hukumat.kind', true) = 'person' and owner = current_setting('hukumat.subject', true));
