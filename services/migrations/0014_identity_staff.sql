-- People of a body: invited, given roles, confirmed by a second person, removed.

alter table identity.roles add column given_at timestamptz;

-- Roles that a head gives alone. Every other one needs a second person.
create function identity.is_plain_role(role text) returns boolean language sql immutable
  return role in ('officer', 'editor', 'developer', 'operator');
-- Manages the staff of a body: its head, and the central Agency's registrar.
create function identity.manages(agency text) returns boolean language sql stable
  return platform.holds(agency, 'head') or platform.holds('innovation-agency', 'registrar');
-- May be the second person.
create function identity.confirms(agency text) returns boolean language sql stable
  return identity.manages(agency) or platform.holds('innovation-agency', 'head');
create function identity.reads_staff(agency text) returns boolean language sql stable
  return identity.confirms(agency) or platform.holds('innovation-agency', 'auditor');

create table identity.invitations (
  id uuid primary key default uuidv7(),
  agency text not null,
  -- As whoever invites has written it; the sign-in must tell the same.
  surname text not null,
  given_name text not null,
  -- Keyed hashes: neither the passport nor the code can be read from here.
  passport_mark text not null,
  code_mark text not null unique,
  roles text[] not null check (cardinality(roles) > 0),
  -- Of the form, so that a double click invites once.
  key text not null,
  invited_by text not null references identity.people,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  unique (invited_by, key),
  check ((state = 'open') = (answered_at is null)),
  check (state <> 'accepted' or (answered_by is not null and answered_by <> invited_by))
);
create index on identity.invitations (agency, invited_at desc);

-- A role that waits for a second person. The three of it are never one and the same.
create table identity.proposals (
  id uuid primary key default uuidv7(),
  agency text not null,
  subject text not null references identity.people,
  role text not null,
  proposed_by text not null references identity.people check (proposed_by <> subject),
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  decided_by text,
  decided_at timestamptz,
  check ((state = 'open') = (decided_at is null)),
  check (state not in ('confirmed', 'refused') or (decided_by is not null and decided_by <> proposed_by and decided_by <> subject))
);
create unique index on identity.proposals (agency, subject, role) where state = 'open';

-- Whoever audits decides nothing, and whoever decides does not audit. Asked across bodies, of which the asker sees one.
create function identity.mixes_audit(who text, wanted text) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select exists (select 1 from identity.roles r where r.subject = who and (r.role = 'auditor') <> (wanted = 'auditor'));
end;

-- Who can be the second person for a body, to be told. A head does not see who works at the central Agency.
create function identity.second_persons(body text) returns table (subject text) language sql stable security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select distinct r.subject from identity.roles r
    where (r.agency = body and r.role = 'head') or (r.agency = 'innovation-agency' and r.role in ('registrar', 'head'));
end;

revoke execute on function identity.mixes_audit(text, text), identity.second_persons(text) from public;
grant execute on function identity.mixes_audit(text, text), identity.second_persons(text) to hukumat_app;

grant select, insert on identity.invitations, identity.proposals to hukumat_app;
grant update (state, answered_by, answered_at) on identity.invitations to hukumat_app;
grant update (state, decided_by, decided_at) on identity.proposals to hukumat_app;

alter table identity.invitations enable row level security;
alter table identity.proposals enable row level security;

create policy system_all on identity.invitations using (platform.is_system()) with check (platform.is_system());
create policy staff_read on identity.invitations for select using (identity.reads_staff(agency));
create policy manager_invites on identity.invitations for insert
  with check (invited_by = platform.subject() and identity.manages(agency));
create policy manager_withdraws on identity.invitations for update
  using (identity.manages(agency)) with check (state = 'withdrawn' and answered_by = platform.subject());

create policy system_all on identity.proposals using (platform.is_system()) with check (platform.is_system());
create policy staff_read on identity.proposals for select using (identity.reads_staff(agency));
create policy own_rows on identity.proposals for select using (subject = platform.subject());
create policy manager_proposes on identity.proposals for insert
  with check (proposed_by = platform.subject() and identity.manages(agency));
create policy second_person_decides on identity.proposals for update
  using (identity.confirms(agency))
  with check (decided_by = platform.subject() or state = 'lapsed');

create policy staff_read on identity.roles for select using (identity.reads_staff(agency));
create policy head_gives on identity.roles for insert with check (
  subject <> platform.subject() and identity.is_plain_role(role)
  and (platform.holds(agency, 'head') or (agency = 'innovation-agency' and platform.holds(agency, 'registrar')))
);
create policy second_person_gives on identity.roles for insert with check (
  subject <> platform.subject() and identity.confirms(agency)
  and exists (
    select 1 from identity.proposals p
    where p.subject = roles.subject and p.agency = roles.agency and p.role = roles.role
      and p.state = 'confirmed' and p.decided_by = platform.subject()
  )
);
create policy manager_takes on identity.roles for delete using (subject <> platform.subject() and identity.manages(agency));

-- Whoever is removed from a body loses its access tokens too.
create policy manager_revokes on identity.access_tokens for update
  using (subject <> platform.subject() and identity.manages(agency)) with check (revoked_at is not null);
create policy manager_finds on identity.access_tokens for select
  using (subject <> platform.subject() and identity.manages(agency));

-- The registrar reads who was given what in every body.
create policy registrar_reads_staff on platform.journal for select using (
  type like 'identity.%' and agency is not null and platform.holds('innovation-agency', 'registrar')
);
