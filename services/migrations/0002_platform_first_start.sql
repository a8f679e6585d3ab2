-- What was done once when the database was new, for instance the demonstration data.
create table platform.first_start (
  step text primary key,
  done_at timestamptz not null default now()
);
