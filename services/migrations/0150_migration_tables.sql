create schema migration;
grant usage on schema migration to hukumat_app;

create function migration.is_registrar() returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and position(',innovation-agency:registrar,' in current_setting('hukumat.roles', true)) > 0
$$;
-- True when the acting person publishes for the body: what came from its old site is its own.
create function migration.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':editor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':approver,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;

-- The old site of a body: prepared first, then switched, from when on the portal answers for its host.
create table migration.sites (
  host text primary key check (host ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' and host !~ '^www\.'),
  agency text not null,
  -- Where an archive of it may be linked: an https address that the old address is put behind.
  archive text check (archive ~ '^https://'),
  switched_at timestamptz,
  switched_by text,
  -- What the last check before a switch found.
  checked_at timestamptz,
  refusals jsonb,
  created_at timestamptz not null
);

create table migration.runs (
  id uuid primary key default uuidv7(),
  host text not null references migration.sites (host),
  agency text not null,
  kind text not null check (kind in ('wordpress', 'mirror', 'crawl')),
  actor text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb
);
create index on migration.runs (host, id desc);

-- A page of an old site as it was read last: what was taken, what not, and why.
create table migration.pages (
  host text not null references migration.sites (host),
  address text not null check (length(address) <= 2000),
  agency text not null,
  run uuid not null references migration.runs (id),
  verdict text not null check (verdict in ('read', 'taken', 'kept', 'refused')),
  -- As the source spells it, and its other addresses in our spelling.
  spelled text not null,
  also text[] not null default '{}',
  kind text check (kind in ('page', 'news')),
  lang text check (lang in ('tg', 'ru', 'en')),
  grouping text,
  slug text,
  title text,
  html text,
  image text,
  published text check (published ~ '^\d{4}-\d{2}-\d{2}$'),
  categories text[] not null default '{}',
  findings jsonb not null default '[]',
  -- Texts that were written in an old encoding, before and after.
  repaired jsonb not null default '[]',
  -- The item of the content that it became.
  item uuid,
  type text,
  primary key (host, address)
);
create index on migration.pages (host, grouping);

-- Where an old address leads: to a page of the portal, or to nowhere any more.
create table migration.mappings (
  host text not null references migration.sites (host),
  address text not null check (length(address) <= 2000),
  agency text not null,
  target text check (target ~ '^/'),
  origin text not null check (origin in ('import', 'hand')),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (host, address)
);
create index on migration.mappings (host, address text_pattern_ops);

-- How often an address was asked for: on the old site by its log, here since the switch.
create table migration.hits (
  host text not null references migration.sites (host),
  address text not null check (length(address) <= 2000),
  agency text not null,
  logged bigint not null default 0,
  counted bigint not null default 0,
  last_on date,
  primary key (host, address)
);

grant select, insert, update on migration.sites, migration.runs, migration.pages, migration.mappings, migration.hits to hukumat_app;

alter table migration.sites enable row level security;
alter table migration.runs enable row level security;
alter table migration.pages enable row level security;
alter table migration.mappings enable row level security;
alter table migration.hits enable row level security;

create policy system_all on migration.sites using (platform.is_system()) with check (platform.is_system());
create policy registrar_all on migration.sites using (migration.is_registrar()) with check (migration.is_registrar());
create policy desk_reads on migration.sites for select using (migration.at_desk(agency));
create policy system_all on migration.runs using (platform.is_system()) with check (platform.is_system());
create policy registrar_all on migration.runs using (migration.is_registrar()) with check (migration.is_registrar());
create policy desk_reads on migration.runs for select using (migration.at_desk(agency));
create policy system_all on migration.pages using (platform.is_system()) with check (platform.is_system());
create policy registrar_all on migration.pages using (migration.is_registrar()) with check (migration.is_registrar());
create policy desk_reads on migration.pages for select using (migration.at_desk(agency));
create policy system_all on migration.mappings using (platform.is_system()) with check (platform.is_system());
create policy registrar_all on migration.mappings using (migration.is_registrar()) with check (migration.is_registrar());
create policy desk_reads on migration.mappings for select using (migration.at_desk(agency));
create policy system_all on migration.hits using (platform.is_system()) with check (platform.is_system());
create policy registrar_all on migration.hits using (migration.is_registrar()) with check (migration.is_registrar());
create policy desk_reads on migration.hits for select using (migration.at_desk(agency));
