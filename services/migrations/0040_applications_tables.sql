create schema applications;
grant usage on schema applications to hukumat_app;

-- True when the acting person is an officer or supervisor of the agency.
create function applications.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0)
$$;
create function applications.is_self(owner text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person' and owner = current_setting('hukumat.subject', true)
$$;
create function applications.is_system() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'system'
$$;

create table applications.counters (
  year int primary key,
  last int not null
);

create table applications.applications (
  id uuid primary key default uuidv7(),
  number text not null unique,
  owner text not null,
  applicant text not null,
  agency text not null,
  service text not null,
  release_version text not null,
  definition_version int not null,
  lang text not null,
  answers jsonb not null,
  state text not null check (state in ('awaiting_payment', 'submitted', 'in_review', 'sent_back', 'consulting', 'approved', 'rejected',
    'closed_without_action', 'withdrawn', 'expired', 'issued', 'revoked')),
  assignee text,
  assignee_name text,
  version int not null default 1,
  submitted_at timestamptz not null,
  -- Absent while the clock is stopped, and when the year's calendar is not published.
  due_on date,
  -- Working days left when the clock was stopped.
  days_left int,
  sent_back jsonb,
  reason text,
  note text,
  document uuid
);
create index on applications.applications (owner, submitted_at desc);
create index on applications.applications (agency, state, due_on);

create table applications.drafts (
  id uuid primary key default uuidv7(),
  owner text not null,
  agency text not null,
  service text not null,
  release_version text not null,
  definition_version int not null,
  answers jsonb not null default '{}',
  revision int not null default 1,
  -- Revision at which each step was last saved, so that a stale tab can be told.
  steps jsonb not null default '{}',
  application uuid references applications.applications (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on applications.drafts (owner, updated_at desc);

create table applications.uploads (
  id uuid primary key default uuidv7(),
  owner text not null,
  draft uuid references applications.drafts (id) on delete cascade,
  application uuid references applications.applications (id),
  field text not null,
  name text not null,
  type text not null,
  bytes int not null,
  sha256 text not null,
  created_at timestamptz not null,
  check (draft is not null or application is not null)
);
create index on applications.uploads (draft);
create index on applications.uploads (application);
create index on applications.uploads (owner);

create table applications.events (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  at timestamptz not null,
  type text not null,
  actor text not null,
  actor_name text not null,
  note text,
  data jsonb not null default '{}'
);
create index on applications.events (application, id);

-- Who looked at whose data; the citizen may read the own rows.
create table applications.accesses (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  subject text not null,
  agency text not null,
  officer text not null,
  officer_name text not null,
  at timestamptz not null
);
create index on applications.accesses (subject, at desc);

create table applications.idempotency (
  owner text not null,
  key text not null,
  digest text not null,
  application uuid not null,
  created_at timestamptz not null,
  primary key (owner, key)
);

grant select, insert, update on applications.counters to hukumat_app;
grant select, insert, update on applications.applications to hukumat_app;
grant select, insert, update, delete on applications.drafts to hukumat_app;
grant select, insert, update, delete on applications.uploads to hukumat_app;
grant select, insert on applications.events, applications.accesses, applications.idempotency to hukumat_app;

alter table applications.applications enable row level security;
alter table applications.drafts enable row level security;
alter table applications.uploads enable row level security;
alter table applications.events enable row level security;
alter table applications.accesses enable row level security;
alter table applications.idempotency enable row level security;

create policy system_all on applications.applications using (applications.is_system()) with check (applications.is_system());
create policy owner_all on applications.applications using (applications.is_self(owner)) with check (applications.is_self(owner));
create policy desk_reads on applications.applications for select using (applications.at_desk(agency));
create policy desk_decides on applications.applications for update using (applications.at_desk(agency)) with check (applications.at_desk(agency));

create policy system_all on applications.drafts using (applications.is_system()) with check (applications.is_system());
create policy owner_all on applications.drafts using (applications.is_self(owner)) with check (applications.is_self(owner));

create policy system_all on applications.uploads using (applications.is_system()) with check (applications.is_system());
create policy owner_all on applications.uploads using (applications.is_self(owner)) with check (applications.is_self(owner));
-- The inner query is itself limited by the policies on applications.
create policy desk_reads on applications.uploads for select
  using (exists (select from applications.applications a where a.id = uploads.application));

create policy system_all on applications.events using (applications.is_system()) with check (applications.is_system());
create policy party_reads on applications.events for select
  using (exists (select from applications.applications a where a.id = events.application));
create policy party_appends on applications.events for insert
  with check (exists (select from applications.applications a where a.id = events.application));

create policy system_all on applications.accesses using (applications.is_system()) with check (applications.is_system());
create policy subject_reads on applications.accesses for select using (applications.is_self(subject));
create policy desk_appends on applications.accesses for insert
  with check (applications.at_desk(agency) and applications.is_self(officer));

create policy system_all on applications.idempotency using (applications.is_system()) with check (applications.is_system());
create policy owner_all on applications.idempotency using (applications.is_self(owner)) with check (applications.is_self(owner));
