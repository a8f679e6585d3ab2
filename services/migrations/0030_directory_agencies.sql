-- The state bodies of the portal. Public data: anyone reads, only the owner's seeding at start writes.
create schema directory;
grant usage on schema directory to hukumat_app;

create table directory.agencies (
  id text primary key,
  kind text not null,
  level text not null check (level in ('central', 'local', 'platform')),
  region text not null,
  parent text,
  name_tg text not null,
  name_ru text,
  name_en text,
  short_names jsonb not null default '{}',
  place jsonb not null default '{}',
  website text,
  names_verified boolean not null default false,
  website_verified boolean not null default false,
  parent_verified boolean not null default false
);
grant select, insert, update on directory.agencies to hukumat_app;
