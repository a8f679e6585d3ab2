create schema appeals;
grant usage on schema appeals to hukumat_app;

-- True when the acting person answers appeals of the body.
create function appeals.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;
create function appeals.is_self(owner text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person' and owner = current_setting('hukumat.subject', true)
$$;

create table appeals.counters (
  year int primary key,
  last int not null
);

-- One appeal to a body. It is answered once; it may be handed on to another body, and its term made longer once.
create table appeals.appeals (
  id uuid primary key,
  number text not null unique,
  -- Digest of the form's key: the same form sent twice is one appeal.
  key text not null unique,
  -- Whoever was signed in; nobody for an appeal by name and contact.
  owner text,
  -- Digest of the code that opens the answer to whoever was not signed in.
  code text,
  sender_name text not null,
  address text,
  phone text,
  email text,
  kind text not null check (kind in ('application', 'request', 'proposal', 'complaint')),
  reply text not null check (reply in ('electronic', 'written')),
  lang text not null check (lang in ('tg', 'ru', 'en')),
  text text not null check (char_length(text) <= 5000),
  -- The body that has to answer now, and every body that has had it.
  agency text not null,
  bodies text[] not null check (cardinality(bodies) > 0 and agency = any (bodies)),
  received_at timestamptz not null,
  due_on date not null,
  extended_until date check (extended_until > due_on),
  state text not null default 'received' check (state in ('received', 'answered')),
  answer text,
  answered_at timestamptz,
  answered_by text,
  answered_by_name text,
  on_time boolean,
  version int not null default 1,
  check ((owner is null) <> (code is null)),
  check ((state = 'answered') = (answer is not null and answered_at is not null and on_time is not null))
);
create index on appeals.appeals (agency, state, due_on);
create index on appeals.appeals (owner, received_at desc);

-- What happened to it after it came: handed on, made longer, warned about, answered.
create table appeals.events (
  id uuid primary key default uuidv7(),
  appeal uuid not null references appeals.appeals (id),
  at timestamptz not null,
  type text not null,
  actor text not null,
  actor_name text not null,
  agency text not null,
  note text
);
create index on appeals.events (appeal, id);

-- Who read whose appeal.
create table appeals.accesses (
  id uuid primary key default uuidv7(),
  appeal uuid not null references appeals.appeals (id),
  subject text,
  agency text not null,
  officer text not null,
  officer_name text not null,
  at timestamptz not null
);
create index on appeals.accesses (subject, at desc);

-- Sent appeals and wrong codes, counted by a digest of the address to slow machines.
create table appeals.attempts (
  key text primary key,
  tries int not null,
  since timestamptz not null
);

grant select, insert, update on appeals.counters to hukumat_app;
grant select, insert on appeals.appeals, appeals.events, appeals.accesses to hukumat_app;
grant update (agency, bodies, extended_until, state, answer, answered_at, answered_by, answered_by_name, on_time, version)
  on appeals.appeals to hukumat_app;
grant select, insert, update, delete on appeals.attempts to hukumat_app;

alter table appeals.appeals enable row level security;
alter table appeals.events enable row level security;
alter table appeals.accesses enable row level security;
alter table appeals.attempts enable row level security;

create policy system_all on appeals.appeals using (platform.is_system()) with check (platform.is_system());
create policy owner_reads on appeals.appeals for select using (appeals.is_self(owner));
create policy sender_sends on appeals.appeals for insert
  with check (appeals.is_self(owner) or (owner is null and current_setting('hukumat.kind', true) = 'anonymous'));
create policy desk_reads on appeals.appeals for select
  using (exists (select from unnest(bodies) body where appeals.at_desk(body)));
-- Handing on makes it another body's: who hands on still sees that it did.
create policy desk_writes on appeals.appeals for update
  using (appeals.at_desk(agency)) with check (exists (select from unnest(bodies) body where appeals.at_desk(body)));

create policy system_all on appeals.events using (platform.is_system()) with check (platform.is_system());
create policy party_reads on appeals.events for select using (exists (select from appeals.appeals a where a.id = events.appeal));
create policy desk_appends on appeals.events for insert with check (appeals.at_desk(agency));

create policy system_all on appeals.accesses using (platform.is_system()) with check (platform.is_system());
create policy owner_reads on appeals.accesses for select using (appeals.is_self(subject));
create policy desk_appends on appeals.accesses for insert with check (appeals.at_desk(agency) and appeals.is_self(officer));

create policy system_all on appeals.attempts using (platform.is_system()) with check (platform.is_system());
