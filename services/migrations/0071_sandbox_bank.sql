-- The demonstration bank: an outside party that happens to live here. It knows sums and references, and no person.
create schema sandbox_bank;
grant usage on schema sandbox_bank to hukumat_app;

create table sandbox_bank.sessions (
  -- 128 random bits: whoever holds them may pay.
  id text primary key,
  -- The merchant's own name for this payment: the same name again is the same session.
  key text not null unique,
  reference text not null,
  diram bigint not null check (diram > 0),
  return_to text not null,
  state text not null check (state in ('open', 'thinking', 'paid', 'declined', 'returned')),
  opened_at timestamptz not null,
  answered_at timestamptz
);

-- What the merchant must be told, until it says that it knows.
create table sandbox_bank.events (
  id text primary key,
  session text not null references sandbox_bank.sessions (id),
  type text not null check (type in ('paid', 'declined')),
  at timestamptz not null,
  accepted_at timestamptz
);

grant select, insert on sandbox_bank.sessions, sandbox_bank.events to hukumat_app;
grant update (state, answered_at) on sandbox_bank.sessions to hukumat_app;
grant update (accepted_at) on sandbox_bank.events to hukumat_app;

alter table sandbox_bank.sessions enable row level security;
alter table sandbox_bank.events enable row level security;
create policy system_all on sandbox_bank.sessions using (platform.is_system()) with check (platform.is_system());
create policy system_all on sandbox_bank.events using (platform.is_system()) with check (platform.is_system());
