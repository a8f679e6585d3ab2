-- How each body moves to the portal, and whose former site was inspected. Public, but for the notes of each move.

create table directory.agreements (
  agency text primary key references directory.agencies,
  state text not null check (state in ('invited', 'signed', 'building', 'audited', 'switched', 'closed')),
  -- Day of the state; unknown for some rows of a demonstration.
  since date,
  -- Of the paper that was signed.
  number text,
  sample boolean not null default false,
  source text,
  check (since is not null or sample)
);

create table directory.agreement_moves (
  id uuid primary key default uuidv7(),
  agency text not null references directory.agencies,
  from_state text,
  to_state text not null,
  on_date date not null,
  note text not null,
  number text,
  -- What the audit or the coverage of old addresses was answered by.
  evidence text,
  moved_by text not null,
  moved_at timestamptz not null
);
create index on directory.agreement_moves (agency, id);

create table directory.inspections (
  agency text primary key references directory.agencies,
  sample boolean not null,
  source text not null
);

grant select, insert, update on directory.agreements to hukumat_app;
grant select, insert on directory.agreement_moves, directory.inspections to hukumat_app;

alter table directory.agreements enable row level security;
alter table directory.agreement_moves enable row level security;
alter table directory.inspections enable row level security;

create policy anybody_reads on directory.agreements for select using (true);
create policy system_writes on directory.agreements for insert with check (platform.is_system());
create policy registrar_adds on directory.agreements for insert with check (platform.holds('innovation-agency', 'registrar') and not sample);
create policy registrar_moves on directory.agreements for update
  using (platform.holds('innovation-agency', 'registrar')) with check (not sample);

create policy central_reads on directory.agreement_moves for select using (
  platform.holds('innovation-agency', 'registrar') or platform.holds('innovation-agency', 'auditor') or platform.holds(agency, 'head')
);
create policy registrar_writes on directory.agreement_moves for insert
  with check (platform.holds('innovation-agency', 'registrar') and moved_by = platform.subject());

create policy anybody_reads on directory.inspections for select using (true);
create policy system_writes on directory.inspections for insert with check (platform.is_system());
