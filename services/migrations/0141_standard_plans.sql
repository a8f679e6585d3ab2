-- A dated public promise of a body to mend what fails, at most ninety days ahead.
create table standard.plans (
  id uuid primary key default uuidv7(),
  agency text not null,
  rule text not null,
  made_on date not null,
  until date not null,
  text text not null check (char_length(text) between 1 and 500),
  check (until >= made_on and until <= made_on + 90)
);
create index on standard.plans (agency, until);

-- Planned work, announced ahead: probes within it do not count.
create table standard.downtimes (
  id uuid primary key default uuidv7(),
  agency text not null,
  announced_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  text text not null check (char_length(text) between 1 and 500),
  check (announced_at < starts_at and starts_at < ends_at)
);
create index on standard.downtimes (agency, ends_at);

grant select, insert on standard.plans, standard.downtimes to hukumat_app;
alter table standard.plans enable row level security;
alter table standard.downtimes enable row level security;
create policy all_read on standard.plans for select using (true);
create policy all_read on standard.downtimes for select using (true);
-- Whoever answers for the body promises in its name.
create policy body_writes on standard.plans for insert
  with check (platform.holds(agency, 'head') or platform.holds(agency, 'supervisor'));
create policy body_writes on standard.downtimes for insert
  with check (platform.holds(agency, 'head') or platform.holds(agency, 'supervisor'));
