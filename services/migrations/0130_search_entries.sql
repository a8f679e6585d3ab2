-- What the portal's search finds: public pages only, written by the system from what is published.
create schema search;
grant usage on schema search to hukumat_app;

create table search.entries (
  id text primary key,
  -- Which part of the portal gave it; that part alone replaces and removes it.
  source text not null,
  type text not null,
  agency text,
  -- Address without the language.
  path text not null,
  title jsonb not null,
  summary jsonb,
  -- Plain text, to show the passage that was found.
  body jsonb,
  -- Whole titles and short names as they are looked for: whoever types one means this entry.
  heads text[] not null,
  -- Every word of it, to find; and the words of title, names and summary alone, to rank: those are short enough to be read
  -- for thousands of entries.
  terms tsvector not null,
  top tsvector not null,
  weight real not null,
  -- Of everything above: an entry that did not change is not written.
  digest text not null
);
create index on search.entries using gin (terms);
create index on search.entries using gin (top);
-- Services, bodies and pages of the portal: few, and found by a part of the words too.
create index on search.entries (weight) where weight >= 1.5;
create index on search.entries (source);

grant select, insert, update, delete on search.entries to hukumat_app;
alter table search.entries enable row level security;
create policy all_read on search.entries for select using (true);
create policy system_writes on search.entries using (platform.is_system()) with check (platform.is_system());
