-- What visitors say of a page: helpful or not, and a word. Nobody's name; the sender is a digest that is forgotten after its day.
create table content.feedback (
  id uuid primary key default uuidv7(),
  path text not null check (length(path) <= 300),
  -- The body whose section it is; nothing for the portal's own pages.
  agency text,
  lang text not null check (lang in ('tg', 'ru', 'en')),
  helpful boolean not null,
  comment text check (length(comment) <= 2000),
  day date not null,
  at timestamptz not null,
  sender text,
  unique (sender, path, day)
);
create index on content.feedback (agency, at desc);
create index on content.feedback (sender, at) where sender is not null;
grant select, insert on content.feedback to hukumat_app;
grant update (helpful, comment, at, sender) on content.feedback to hukumat_app;
alter table content.feedback enable row level security;
create policy system_all on content.feedback using (platform.is_system()) with check (platform.is_system());
create policy desk_reads on content.feedback for select using (content.at_desk(agency));
