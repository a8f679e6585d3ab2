create schema centres;
grant usage on schema centres to hukumat_app;

create function centres.is_system() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'system'
$$;
create function centres.is_self(subject text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person' and subject = current_setting('hukumat.subject', true)
$$;
create function centres.supervises() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and position(',service-centre:supervisor,' in current_setting('hukumat.roles', true)) > 0
$$;

-- Places where a person is received: service centres, and posts of one agency.
create table centres.centres (
  id text primary key,
  kind text not null check (kind in ('centre', 'post')),
  -- Who keeps it.
  agency text not null,
  names jsonb not null,
  city text not null,
  cities jsonb not null,
  address jsonb not null,
  phone text not null,
  latitude double precision not null,
  longitude double precision not null,
  desks int not null check (desks > 0),
  sample boolean not null
);

-- What a place can be booked for: a group of services, or one post's own work. The same resource may stand in several places.
create table centres.resources (
  centre text not null references centres.centres,
  id text not null,
  title jsonb not null,
  services text[] not null,
  -- First letter of its ticket numbers.
  letter text not null check (letter ~ '^[A-Z]$'),
  -- Weekday (1 is Monday) → spans `08:00-12:00`.
  weekly jsonb not null,
  slot_minutes int not null check (slot_minutes between 5 and 480),
  capacity int not null check (capacity between 1 and 100),
  primary key (centre, id)
);

-- Who works at which centre.
create table centres.operators (
  operator text not null,
  centre text not null references centres.centres,
  primary key (operator, centre)
);

create table centres.appointments (
  id uuid primary key default uuidv7(),
  centre text not null,
  resource text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  seat int not null check (seat > 0),
  holder text not null,
  holder_name text not null,
  booked_by text not null,
  service text,
  -- What it was booked for; one thing holds one slot.
  cause text not null,
  -- Said at the counter to check in.
  code text not null unique,
  state text not null check (state in ('booked', 'cancelled', 'arrived', 'missed')),
  created_at timestamptz not null,
  reminded_at timestamptz,
  foreign key (centre, resource) references centres.resources (centre, id)
);
create unique index one_seat on centres.appointments (centre, resource, starts_at, seat) where state <> 'cancelled';
create unique index one_slot_for_a_cause on centres.appointments (cause) where state <> 'cancelled';
create index on centres.appointments (holder, starts_at desc);
create index to_remind on centres.appointments (starts_at) where state = 'booked' and reminded_at is null;

create table centres.ticket_counters (
  centre text not null references centres.centres,
  day date not null,
  letter text not null,
  last int not null,
  primary key (centre, day, letter)
);

-- One person's turn on one day. The board shows number, state and desk.
create table centres.tickets (
  id uuid primary key default uuidv7(),
  centre text not null references centres.centres,
  resource text not null,
  day date not null,
  number text not null,
  appointment uuid unique references centres.appointments,
  holder text,
  holder_name text,
  service text,
  state text not null check (state in ('waiting', 'called', 'serving', 'done', 'no_show')),
  -- Its place in the queue: the hour of the appointment, or the moment the person came.
  rank timestamptz not null,
  desk int,
  operator text,
  made_at timestamptz not null,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  unique (centre, day, number)
);
create index queue on centres.tickets (centre, day, state, rank);

-- A citizen's word that an operator may fill in one service for them. Only its digest is kept, for ten minutes, once.
create table centres.codes (
  id uuid primary key default uuidv7(),
  citizen text not null,
  citizen_name text not null,
  centre text not null references centres.centres,
  service text not null,
  digest text not null,
  asked_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on centres.codes (centre, digest);

-- Codes that an operator typed and that were none.
create table centres.wrong_codes (
  operator text not null,
  at timestamptz not null
);
create index on centres.wrong_codes (operator, at);

create table centres.sessions (
  id uuid primary key default uuidv7(),
  citizen text not null,
  citizen_name text not null,
  operator text not null,
  operator_name text not null,
  centre text not null references centres.centres,
  services text[] not null check (cardinality(services) > 0),
  draft uuid,
  application uuid,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  -- The last moment, whatever happens.
  until timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('operator', 'citizen', 'idle', 'time')),
  -- Chosen for audit by chance.
  sampled boolean not null,
  check ((ended_at is null) = (ended_by is null))
);
create index on centres.sessions (citizen, started_at desc);
create index on centres.sessions (operator, started_at desc);
create index on centres.sessions (centre, started_at desc);
create index open_sessions on centres.sessions (seen_at) where ended_at is null;

-- Every field that was entered in a session, as the stored difference says it.
create table centres.entries (
  id uuid primary key default uuidv7(),
  session uuid not null references centres.sessions,
  citizen text not null,
  at timestamptz not null,
  draft uuid not null,
  field text not null,
  before jsonb,
  after jsonb
);
create index on centres.entries (session, id);

grant select on centres.centres, centres.resources to hukumat_app;
grant insert, update on centres.centres, centres.resources to hukumat_app;
grant select, insert on centres.operators, centres.entries, centres.wrong_codes to hukumat_app;
grant select, insert, update on centres.appointments, centres.ticket_counters, centres.tickets, centres.codes, centres.sessions to hukumat_app;

alter table centres.operators enable row level security;
alter table centres.appointments enable row level security;
alter table centres.ticket_counters enable row level security;
alter table centres.tickets enable row level security;
alter table centres.codes enable row level security;
alter table centres.wrong_codes enable row level security;
alter table centres.sessions enable row level security;
alter table centres.entries enable row level security;

-- The functions below run as the owner and say only what anybody may know.

-- True for those who work at this centre's counter.
create function centres.at_counter(place text) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',service-centre:operator,' in current_setting('hukumat.roles', true)) > 0
       or position(',service-centre:supervisor,' in current_setting('hukumat.roles', true)) > 0)
     and exists (select from centres.operators o where o.centre = place and o.operator = current_setting('hukumat.subject', true))
$$;
-- True for officers of the agency whose post it is.
create function centres.keeps_post(place text) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select current_setting('hukumat.kind', true) = 'person' and exists (
    select from centres.centres c where c.id = place and c.kind = 'post'
      and (position(',' || c.agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
        or position(',' || c.agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0))
$$;
-- Which seats of which slots are taken; never by whom.
create function centres.seats_taken(place text, of text, from_at timestamptz, until_at timestamptz)
  returns table (starts_at timestamptz, seat int) language sql security definer set search_path = pg_catalog as $$
  select a.starts_at, a.seat from centres.appointments a
  where a.centre = place and a.resource = of and a.state <> 'cancelled' and a.starts_at >= from_at and a.starts_at < until_at
$$;
-- What one person holds from a moment on; asked while somebody books for them.
create function centres.held(by_whom text, from_at timestamptz)
  returns table (id uuid, resource text, starts_at timestamptz) language sql security definer set search_path = pg_catalog as $$
  select a.id, a.resource, a.starts_at from centres.appointments a
  where a.holder = by_whom and a.state = 'booked' and a.starts_at >= from_at
$$;
-- Gives the slot of a cause back, whoever ends that cause.
create function centres.give_back(of text)
  returns table (id uuid, centre text, holder text, starts_at timestamptz) language sql security definer set search_path = pg_catalog as $$
  update centres.appointments a set state = 'cancelled' where a.cause = of and a.state = 'booked'
  returning a.id, a.centre, a.holder, a.starts_at
$$;
-- The public board.
create function centres.board(place text, on_day date)
  returns table (number text, state text, desk int, called_at timestamptz, rank timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.number, t.state, t.desk, t.called_at, t.rank from centres.tickets t
  where t.centre = place and t.day = on_day and t.state in ('waiting', 'called', 'serving')
$$;

create policy system_all on centres.operators using (centres.is_system()) with check (centres.is_system());
create policy own_reads on centres.operators for select using (centres.is_self(operator));

create policy system_all on centres.appointments using (centres.is_system()) with check (centres.is_system());
create policy holder_reads on centres.appointments for select using (centres.is_self(holder) or centres.is_self(booked_by));
create policy person_books on centres.appointments for insert with check (centres.is_self(booked_by));
create policy holder_changes on centres.appointments for update using (centres.is_self(holder)) with check (centres.is_self(holder));
create policy counter_reads on centres.appointments for select using (centres.at_counter(centre) or centres.keeps_post(centre));
create policy counter_changes on centres.appointments for update using (centres.at_counter(centre)) with check (centres.at_counter(centre));

create policy system_all on centres.ticket_counters using (centres.is_system()) with check (centres.is_system());
create policy counter_all on centres.ticket_counters using (centres.at_counter(centre)) with check (centres.at_counter(centre));

create policy system_all on centres.tickets using (centres.is_system()) with check (centres.is_system());
create policy counter_all on centres.tickets using (centres.at_counter(centre)) with check (centres.at_counter(centre));
create policy holder_reads on centres.tickets for select using (centres.is_self(holder));

create policy system_all on centres.codes using (centres.is_system()) with check (centres.is_system());
create policy citizen_all on centres.codes using (centres.is_self(citizen)) with check (centres.is_self(citizen) and centres.is_self(asked_by));
create policy counter_reads on centres.codes for select using (centres.at_counter(centre));
create policy counter_asks on centres.codes for insert with check (centres.at_counter(centre) and centres.is_self(asked_by));
create policy counter_uses on centres.codes for update using (centres.at_counter(centre)) with check (centres.at_counter(centre));

create policy system_all on centres.wrong_codes using (centres.is_system()) with check (centres.is_system());
create policy own_all on centres.wrong_codes using (centres.is_self(operator)) with check (centres.is_self(operator));

create policy system_all on centres.sessions using (centres.is_system()) with check (centres.is_system());
create policy citizen_reads on centres.sessions for select using (centres.is_self(citizen));
create policy citizen_changes on centres.sessions for update using (centres.is_self(citizen)) with check (centres.is_self(citizen));
create policy operator_reads on centres.sessions for select using (centres.is_self(operator));
create policy operator_begins on centres.sessions for insert with check (centres.is_self(operator) and centres.at_counter(centre));
create policy operator_changes on centres.sessions for update using (centres.is_self(operator)) with check (centres.is_self(operator));
create policy supervisor_reads on centres.sessions for select using (centres.supervises() and centres.at_counter(centre));

create policy system_all on centres.entries using (centres.is_system()) with check (centres.is_system());
create policy citizen_all on centres.entries using (centres.is_self(citizen)) with check (centres.is_self(citizen));
-- The inner query is itself limited by the policies on sessions.
create policy counter_reads on centres.entries for select using (exists (select from centres.sessions s where s.id = entries.session));
