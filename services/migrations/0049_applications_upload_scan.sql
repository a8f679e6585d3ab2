-- A file is handed in only once it was looked at. Those that lie here already are looked at by the next sweep.

alter table applications.uploads
  add column scan text not null default 'pending' check (scan in ('pending', 'clean', 'infected'));
create index on applications.uploads (created_at) where scan = 'pending';
