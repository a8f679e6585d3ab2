create schema standard;
grant usage on schema standard to hukumat_app;

-- One look at one section on one day. Public figures about bodies; nothing here is about a person.
create table standard.audits (
  id uuid primary key default uuidv7(),
  agency text not null,
  day date not null,
  taken_at timestamptz not null,
  state text not null check (state in ('green', 'amber', 'red', 'inactive')),
  counts jsonb not null,
  -- Digest of the stored snapshot, from which every verdict can be worked out again.
  snapshot text not null check (snapshot ~ '^[0-9a-f]{64}$'),
  unique (agency, day)
);
create index on standard.audits (day);

create table standard.results (
  audit uuid not null references standard.audits (id) on delete cascade,
  rule text not null,
  version int not null,
  verdict text not null check (verdict in ('pass', 'fail', 'planned', 'not-applicable', 'unknown')),
  primary key (audit, rule)
);
create index on standard.results (rule, verdict);

create table standard.findings (
  id uuid primary key default uuidv7(),
  audit uuid not null references standard.audits (id) on delete cascade,
  rule text not null,
  -- The place among the findings of its rule in this audit.
  place int not null,
  url text not null,
  message jsonb not null,
  evidence jsonb not null,
  unique (audit, rule, place)
);

-- When a text was first seen in a section: a new date on the same words is no news.
create table standard.first_seen (
  agency text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  day date not null,
  primary key (agency, hash)
);
create index on standard.first_seen (hash, day, agency);

-- Stored answers and snapshots, with the day that last needed them.
create table standard.evidence (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('answer', 'snapshot')),
  last_day date not null
);

-- A probe every five minutes, added up by day; what failed stands beside it with its moment.
create table standard.probe_days (
  agency text not null,
  day date not null,
  tries int not null,
  failed int not null,
  primary key (agency, day),
  check (failed between 0 and tries)
);
create table standard.probe_failures (
  agency text not null,
  at timestamptz not null,
  fault text not null,
  primary key (agency, at)
);

grant select, insert, update, delete on standard.audits, standard.results, standard.findings, standard.evidence,
  standard.probe_days, standard.probe_failures to hukumat_app;
grant select, insert, update on standard.first_seen to hukumat_app;

-- Anybody reads; the portal alone writes.
alter table standard.audits enable row level security;
alter table standard.results enable row level security;
alter table standard.findings enable row level security;
alter table standard.first_seen enable row level security;
alter table standard.evidence enable row level security;
alter table standard.probe_days enable row level security;
alter table standard.probe_failures enable row level security;
create policy system_all on standard.audits using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.results using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.findings using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.first_seen using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.evidence using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.probe_days using (platform.is_system()) with check (platform.is_system());
create policy system_all on standard.probe_failures using (platform.is_system()) with check (platform.is_system());
create policy all_read on standard.audits for select using (true);
create policy all_read on standard.results for select using (true);
create policy all_read on standard.findings for select using (true);
create policy all_read on standard.evidence for select using (true);
