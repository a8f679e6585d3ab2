create function documents.is_self(subject text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person' and subject = current_setting('hukumat.subject', true)
$$;
create function documents.is_system() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'system'
$$;
create function documents.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;
create function documents.heads_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;

alter table documents.documents
  -- SHA-256 of the facts that the statement in the QR vouches for; the list of revoked documents is made of these.
  add facts text unique,
  -- The text of the QR: the address and the signed statement.
  add statement text,
  add revocable boolean not null default false,
  -- What is said on it is a power that its owner may take back.
  add mandate boolean not null default false,
  add quiet boolean not null default false,
  -- Who signed, in the order of their signatures: name, when, digest of what was signed.
  add signatories jsonb not null default '[]',
  add revoked_by text,
  add revoked_reason text,
  add check (state <> 'revoked' or revoked_at is not null);
create index revoked_documents on documents.documents (revoked_at) where state = 'revoked';

-- A document given from one service into another, with the words of the consent that the person saw.
create table documents.hand_overs (
  id uuid primary key default uuidv7(),
  document uuid not null references documents.documents (id),
  owner text not null,
  from_service text not null,
  to_agency text not null,
  to_service text not null,
  application uuid not null,
  field text not null,
  consent text not null,
  consented_at timestamptz not null,
  unique (application, field)
);
create index on documents.hand_overs (document);
create index on documents.hand_overs (owner, id desc);

-- Each time a desk opened a document that was handed to it; the citizen may read the own rows.
create table documents.accesses (
  id uuid primary key default uuidv7(),
  document uuid not null references documents.documents (id),
  hand_over uuid not null references documents.hand_overs (id),
  subject text not null,
  agency text not null,
  officer text not null,
  officer_name text not null,
  at timestamptz not null
);
create index on documents.accesses (subject, id desc);
create index on documents.accesses (hand_over, id);

grant select, insert on documents.hand_overs, documents.accesses to hukumat_app;

alter table documents.hand_overs enable row level security;
alter table documents.accesses enable row level security;

drop policy desk_reads on documents.documents;
create policy desk_reads on documents.documents for select using (documents.at_desk(agency));
create policy desk_revokes on documents.documents for update
  using (documents.heads_desk(agency) and revocable) with check (documents.heads_desk(agency) and state = 'revoked');
create policy owner_revokes on documents.documents for update
  using (documents.is_self(owner) and mandate) with check (documents.is_self(owner) and state = 'revoked');

create policy system_all on documents.hand_overs using (documents.is_system()) with check (documents.is_system());
create policy owner_reads on documents.hand_overs for select using (documents.is_self(owner));
-- The inner query is itself limited by the policies on documents: nobody hands over what they cannot see.
create policy owner_gives on documents.hand_overs for insert
  with check (documents.is_self(owner) and exists (select from documents.documents d where d.id = document and documents.is_self(d.owner)));
create policy desk_reads on documents.hand_overs for select using (documents.at_desk(to_agency));

create policy system_all on documents.accesses using (documents.is_system()) with check (documents.is_system());
create policy subject_reads on documents.accesses for select using (documents.is_self(subject));
create policy desk_appends on documents.accesses for insert with check (documents.at_desk(agency) and documents.is_self(officer)
  and exists (select from documents.hand_overs h where h.id = hand_over and h.document = accesses.document and h.to_agency = accesses.agency and h.owner = accesses.subject));

-- A desk sees a document that was handed to it; the inner query is limited by the policies on hand-overs.
create policy received_reads on documents.documents for select
  using (exists (select from documents.hand_overs h where h.document = documents.id and documents.at_desk(h.to_agency)));
