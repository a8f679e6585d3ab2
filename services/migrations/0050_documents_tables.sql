create schema documents;
grant usage on schema documents to hukumat_app;

create table documents.counters (
  agency text not null,
  year int not null,
  last int not null,
  primary key (agency, year)
);

-- Public identity of a sealed document. The bytes lie in the object store by their SHA-256.
create table documents.documents (
  id uuid primary key default uuidv7(),
  application uuid not null unique,
  owner text not null,
  agency text not null,
  service text not null,
  kind text not null check (kind in ('certificate', 'permit', 'confirmation', 'document')),
  title jsonb not null,
  number text not null unique,
  -- 128 random bits; whoever holds it may check the document.
  code text not null unique,
  initials text not null,
  state text not null check (state in ('issuing', 'issued', 'revoked')),
  issued_on date not null,
  valid_until date,
  sha256 text unique,
  bytes int,
  revoked_at timestamptz,
  check (state = 'issuing' or sha256 is not null)
);
create index on documents.documents (owner, issued_on desc);

grant select, insert, update on documents.counters to hukumat_app;
grant select, insert, update on documents.documents to hukumat_app;

alter table documents.documents enable row level security;
create policy system_all on documents.documents
  using (current_setting('hukumat.kind', true) = 'system') with check (current_setting('hukumat.kind', true) = 'system');
create policy owner_reads on documents.documents for select
  using (current_setting('hukumat.kind', true) = 'person' and owner = current_setting('hukumat.subject', true));
create policy desk_reads on documents.documents for select
  using (current_setting('hukumat.kind', true) = 'person'
    and (position(',' || agency || ':officer,' in current_setting('hukumat.roles', true)) > 0
      or position(',' || agency || ':supervisor,' in current_setting('hukumat.roles', true)) > 0));
