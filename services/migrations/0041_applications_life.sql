-- The whole life of an application: a second person, payment, opinions, four eyes, the clock and its alarms, appeal and rating.

-- The head of a body works at its desk too: escalations and reopened decisions come there.
create or replace function applications.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;
create function applications.operates(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':operator,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':auditor,' in current_setting('hukumat.roles', true)) > 0)
$$;

alter table applications.applications
  drop constraint applications_state_check,
  add constraint applications_state_check check (state in ('awaiting_party', 'awaiting_payment', 'submitted', 'in_review', 'sent_back',
    'consulting', 'approved', 'rejected', 'closed_without_action', 'withdrawn', 'expired', 'issued', 'revoked')),
  -- Whoever acts for the owner, by a mandate.
  add acting text,
  add acting_name text,
  add mandate uuid,
  add channel text not null default 'online' check (channel in ('online', 'centre')),
  add assisted text,
  -- The second person, once found.
  add party text,
  add party_name text,
  add signatures jsonb not null default '[]',
  -- First of the four eyes: what was proposed and by whom.
  add proposal jsonb,
  add appointment text,
  -- Approved, and the fee for issuing is not paid yet.
  add fee_due boolean not null default false,
  -- Last day of waiting for the applicant, the second person or the payment.
  add expires_on date,
  add registered_at timestamptz,
  add decided_at timestamptz,
  -- Working days from registration to the decision, without those the clock stood still.
  add worked_days int,
  add worked_before int not null default 0,
  add on_time boolean,
  -- The day the clock last began to run, the whole term, and the day of the warning.
  add clock_from date,
  add term int,
  add warn_on date,
  add warned_at timestamptz,
  add breached_at timestamptz,
  add escalated_at timestamptz;

create index queue_by_due on applications.applications (agency, (coalesce(due_on, 'infinity'::date)), id);
create index queue_by_state on applications.applications (agency, state, (coalesce(due_on, 'infinity'::date)), id);
create index queue_of_officer on applications.applications (agency, assignee, (coalesce(due_on, 'infinity'::date)), id) where assignee is not null;
create index of_agent on applications.applications (acting, submitted_at desc) where acting is not null;
create index of_party on applications.applications (party, submitted_at desc) where party is not null;
create index clock_alarm on applications.applications (due_on) where due_on is not null and state in ('submitted', 'in_review', 'consulting');
create index warnings on applications.applications (warn_on) where warned_at is null and warn_on is not null;
create index waiting on applications.applications (expires_on) where expires_on is not null;
create index figures on applications.applications (service, decided_at);

alter table applications.drafts add mandate uuid, add on_behalf_of text, add expires_on date;
create index unfinished on applications.drafts (expires_on) where application is null;

-- What moved it, so that the timeline can be replayed to the row's state.
alter table applications.events
  add action text,
  add party text,
  add state text,
  add on_behalf_of text,
  add on_behalf_name text;

create function applications.refuse_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'the timeline only grows';
end $$;
create trigger events_only_grow before update or delete or truncate on applications.events
  for each statement execute function applications.refuse_event_change();

alter table applications.accesses add capacity text not null default 'officer' check (capacity in ('officer', 'opinion', 'operator', 'auditor'));

-- Questions to another agency. Its people see this row, never the application.
create table applications.opinions (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  number text not null,
  owner text not null,
  service text not null,
  asking text not null,
  agency text not null,
  question text not null,
  -- The answers shared for it: label, value; and the file fields whose files may be opened.
  shared jsonb not null,
  files text[] not null default '{}',
  asked_by text not null,
  asked_name text not null,
  asked_at timestamptz not null,
  due_on date,
  overdue_at timestamptz,
  answer text,
  favours boolean,
  answered_by text,
  answered_name text,
  answered_at timestamptz,
  recalled_at timestamptz
);
create index on applications.opinions (application);
create index on applications.opinions (agency, answered_at, due_on);

-- Notes among colleagues; never shown to the applicant.
create table applications.notes (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  agency text not null,
  author text not null,
  author_name text not null,
  text text not null,
  at timestamptz not null
);
create index on applications.notes (application, id);

-- Letters of the desk to the applicant.
create table applications.letters (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  owner text not null,
  agency text not null,
  code text,
  title jsonb not null,
  body jsonb not null,
  author text not null,
  author_name text not null,
  at timestamptz not null
);
create index on applications.letters (application, id);

-- What a correction changed, field by field.
create table applications.changes (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  version int not null,
  field text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null
);
create index on applications.changes (application, id);

-- An objection to a decision, answered by the head of the body.
create table applications.objections (
  id uuid primary key default uuidv7(),
  application uuid not null references applications.applications (id),
  owner text not null,
  agency text not null,
  text text not null,
  filed_at timestamptz not null,
  due_on date,
  answer text,
  granted boolean,
  answered_by text,
  answered_name text,
  answered_at timestamptz
);
create unique index one_open on applications.objections (application) where answered_at is null;
create index on applications.objections (agency, answered_at);

create table applications.ratings (
  application uuid primary key references applications.applications (id),
  owner text not null,
  agency text not null,
  service text not null,
  stars int not null check (stars between 1 and 5),
  comment text,
  at timestamptz not null
);
create index on applications.ratings (service);

grant select, insert on applications.notes, applications.letters, applications.changes, applications.ratings to hukumat_app;
grant select, insert, update on applications.opinions, applications.objections to hukumat_app;

alter table applications.opinions enable row level security;
alter table applications.notes enable row level security;
alter table applications.letters enable row level security;
alter table applications.changes enable row level security;
alter table applications.objections enable row level security;
alter table applications.ratings enable row level security;

-- Whoever acts by a mandate sees what they handed in; the command looks at the mandate each time.
create policy agent_all on applications.applications using (applications.is_self(acting)) with check (applications.is_self(acting));
create policy party_reads on applications.applications for select using (applications.is_self(party));
create policy party_answers on applications.applications for update
  using (applications.is_self(party) and state = 'awaiting_party') with check (applications.is_self(party));
-- A file handed over by an agent becomes the owner's.
create policy agent_hands_over on applications.uploads for update using (applications.is_self(owner))
  with check (exists (select from applications.applications a where a.id = uploads.application and applications.is_self(a.acting)));

create policy system_all on applications.opinions using (applications.is_system()) with check (applications.is_system());
create policy desk_asks on applications.opinions using (applications.at_desk(asking)) with check (applications.at_desk(asking));
create policy asked_reads on applications.opinions for select using (applications.at_desk(agency));
create policy asked_answers on applications.opinions for update
  using (applications.at_desk(agency)) with check (applications.at_desk(agency));
create policy asked_reads on applications.uploads for select
  using (exists (select from applications.opinions o
    where o.application = uploads.application and applications.at_desk(o.agency) and uploads.field = any (o.files) and o.recalled_at is null));

create policy system_all on applications.notes using (applications.is_system()) with check (applications.is_system());
create policy desk_all on applications.notes using (applications.at_desk(agency)) with check (applications.at_desk(agency));

create policy system_all on applications.letters using (applications.is_system()) with check (applications.is_system());
create policy owner_reads on applications.letters for select using (applications.is_self(owner));
create policy party_reads on applications.letters for select
  using (exists (select from applications.applications a where a.id = letters.application));
create policy desk_writes on applications.letters for insert with check (applications.at_desk(agency));

create policy system_all on applications.changes using (applications.is_system()) with check (applications.is_system());
create policy party_reads on applications.changes for select
  using (exists (select from applications.applications a where a.id = changes.application));
create policy party_appends on applications.changes for insert
  with check (exists (select from applications.applications a where a.id = changes.application));

create policy system_all on applications.objections using (applications.is_system()) with check (applications.is_system());
create policy owner_reads on applications.objections for select using (applications.is_self(owner));
create policy owner_files on applications.objections for insert with check (applications.is_self(owner));
create policy desk_reads on applications.objections for select using (applications.at_desk(agency));
create policy desk_answers on applications.objections for update
  using (applications.at_desk(agency)) with check (applications.at_desk(agency));

create policy system_all on applications.ratings using (applications.is_system()) with check (applications.is_system());
create policy owner_all on applications.ratings using (applications.is_self(owner)) with check (applications.is_self(owner));
create policy desk_reads on applications.ratings for select using (applications.at_desk(agency));

-- Access of another agency, of a counter or of an auditor is written down as well.
create policy asked_appends on applications.accesses for insert with check (applications.is_self(officer) and capacity = 'opinion'
  and exists (select from applications.opinions o where o.application = accesses.application and applications.at_desk(o.agency)));
create policy counter_appends on applications.accesses for insert with check (applications.is_self(officer)
  and capacity in ('operator', 'auditor') and applications.operates(agency));
