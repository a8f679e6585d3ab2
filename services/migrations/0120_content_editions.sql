create schema content;
grant usage on schema content to hukumat_app;

-- True when the acting person publishes for the body, or answers for whoever does.
create function content.at_desk(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and (position(',' || agency || ':editor,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':approver,' in current_setting('hukumat.roles', true)) > 0
       or position(',' || agency || ':head,' in current_setting('hukumat.roles', true)) > 0)
$$;
create function content.approves(agency text) returns boolean language sql stable as $$
  select current_setting('hukumat.kind', true) = 'person'
     and position(',' || agency || ':approver,' in current_setting('hukumat.roles', true)) > 0
$$;

-- One thing that a body publishes, whatever its text is by now.
create table content.items (
  id uuid primary key default uuidv7(),
  agency text not null,
  type text not null check (type in ('page', 'news', 'notice', 'leader', 'unit', 'act', 'draftAct', 'vacancy', 'noVacancyStatement',
    'service', 'contact', 'dataset', 'budgetReport', 'faq')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  created_at timestamptz not null,
  created_by text not null,
  -- When somebody last confirmed that it is still true without changing it.
  checked_at timestamptz,
  checked_by text,
  unique (agency, type, slug)
);

-- Who owns an address, for ever: an address that was public is never another item's.
create table content.paths (
  path text primary key check (path ~ '^/[a-z0-9/-]+$'),
  item uuid not null references content.items (id),
  agency text not null,
  state text not null default 'reserved' check (state in ('reserved', 'live', 'redirect', 'gone', 'withdrawn')),
  target text check (target ~ '^/'),
  -- Why it is no more, in the portal's languages.
  reason jsonb,
  since timestamptz not null,
  check ((state = 'redirect') = (target is not null)),
  check (state not in ('gone', 'withdrawn') or reason is not null)
);
create index on content.paths (item);

-- The numbered texts of an item. `values` holds all languages.
create table content.editions (
  item uuid not null references content.items (id),
  number int not null check (number > 0),
  agency text not null,
  type text not null,
  state text not null check (state in ('draft', 'in_review', 'published', 'superseded', 'unpublished')),
  values jsonb not null,
  -- Counts saves, so that a later save sees what an earlier one did.
  revision int not null default 1,
  author text not null,
  author_name text not null,
  -- Everybody who wrote in it: none of them approves it.
  writers text[] not null,
  saved_at timestamptz not null,
  submitted_at timestamptz,
  approver text,
  approver_name text,
  approved_at timestamptz,
  returned_reason text,
  publish_at timestamptz,
  published_at timestamptz,
  unpublish_at timestamptz,
  unpublish_kind text check (unpublish_kind in ('redirect', 'gone', 'withdrawn')),
  unpublish_to text,
  unpublish_reason jsonb,
  ended_at timestamptz,
  -- When the item was public for the first time, whatever its text was then.
  first_published_at timestamptz,
  -- What lists are ordered and narrowed by.
  shown_at timestamptz,
  ends_on date,
  primary key (item, number),
  check (cardinality(writers) > 0),
  check (approver is null or approver <> all (writers)),
  check (state not in ('published', 'superseded', 'unpublished') or (approver is not null and published_at is not null and first_published_at is not null and shown_at is not null)),
  check (state <> 'in_review' or submitted_at is not null)
);
create unique index editions_one_open on content.editions (item) where state in ('draft', 'in_review');
create unique index editions_one_published on content.editions (item) where state = 'published';
create index editions_lists on content.editions (type, shown_at desc) where state = 'published';
create index editions_of_body on content.editions (agency, type, shown_at desc) where state = 'published';
create index editions_open on content.editions (agency, saved_at desc) where state in ('draft', 'in_review');
create index editions_planned on content.editions (publish_at) where state = 'in_review' and publish_at is not null;
create index editions_ending on content.editions (unpublish_at) where state = 'published' and unpublish_at is not null;

grant select, insert on content.items, content.paths, content.editions to hukumat_app;
grant update (checked_at, checked_by) on content.items to hukumat_app;
grant update (state, target, reason, since) on content.paths to hukumat_app;
grant update (state, values, revision, writers, saved_at, submitted_at, approver, approver_name, approved_at, returned_reason, publish_at,
  published_at, unpublish_at, unpublish_kind, unpublish_to, unpublish_reason, ended_at, first_published_at, shown_at, ends_on) on content.editions to hukumat_app;

alter table content.items enable row level security;
alter table content.paths enable row level security;
alter table content.editions enable row level security;

create policy system_all on content.editions using (platform.is_system()) with check (platform.is_system());
create policy all_read_published on content.editions for select using (state = 'published');
create policy desk_reads on content.editions for select using (content.at_desk(agency));
create policy desk_drafts on content.editions for insert with check (content.at_desk(agency) and state = 'draft'
  and author = current_setting('hukumat.subject', true) and author = any (writers));
-- What is public was approved by somebody with the right to, and by nobody who wrote it.
create policy desk_writes on content.editions for update
  using (content.at_desk(agency) and (state in ('draft', 'in_review') or content.approves(agency)))
  with check (content.at_desk(agency) and (state in ('draft', 'in_review') or content.approves(agency)));

create policy system_all on content.items using (platform.is_system()) with check (platform.is_system());
create policy desk_all on content.items for select using (content.at_desk(agency));
create policy all_read_published on content.items for select
  using (exists (select from content.editions e where e.item = items.id and e.state = 'published'));
create policy desk_makes on content.items for insert with check (content.at_desk(agency));
create policy desk_checks on content.items for update using (content.at_desk(agency)) with check (content.at_desk(agency));

create policy system_all on content.paths using (platform.is_system()) with check (platform.is_system());
create policy all_read on content.paths for select using (state <> 'reserved' or content.at_desk(agency));
create policy desk_reserves on content.paths for insert with check (content.at_desk(agency) and state = 'reserved');
create policy approver_opens on content.paths for update using (content.approves(agency)) with check (content.approves(agency));
