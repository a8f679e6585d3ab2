create schema mandates;
grant usage on schema mandates to hukumat_app;

create function mandates.is_system() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'system'
$$;
create function mandates.is_self(subject text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person' and subject = current_setting('hukumat.subject', true)
$$;
-- Supervisor or head of the agency that issued the document of the mandate.
create function mandates.heads_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;

-- One person lets another act in some services between two days. Granted once with its document, revoked at most once.
create table mandates.mandates (
  id uuid primary key default uuidv7(),
  grantor text not null,
  grantor_name text not null,
  grantee text not null check (grantee <> grantor),
  grantee_name text not null,
  services text[] not null check (cardinality(services) > 0),
  -- First and last day, both included.
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  agency text not null,
  application uuid not null unique,
  document uuid not null unique,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  reason text,
  check ((revoked_at is null) = (revoked_by is null))
);
create index on mandates.mandates (grantor, granted_at desc);
create index on mandates.mandates (grantee, granted_at desc);

grant select, insert on mandates.mandates to hukumat_app;
grant update (revoked_at, revoked_by, reason) on mandates.mandates to hukumat_app;

alter table mandates.mandates enable row level security;
create policy system_all on mandates.mandates using (mandates.is_system()) with check (mandates.is_system());
create policy party_reads on mandates.mandates for select using (mandates.is_self(grantor) or mandates.is_self(grantee));
create policy desk_reads on mandates.mandates for select using (mandates.heads_desk(agency));
create policy grantor_revokes on mandates.mandates for update
  using (mandates.is_self(grantor)) with check (mandates.is_self(grantor) and revoked_at is not null);
create policy desk_revokes on mandates.mandates for update
  using (mandates.heads_desk(agency)) with check (mandates.heads_desk(agency) and revoked_at is not null);
