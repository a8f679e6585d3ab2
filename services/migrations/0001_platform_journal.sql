-- The schema `platform` exists already: the migration runner keeps its own list there.
grant usage on schema platform to hukumat_app;

-- Who acts in this transaction, for row-level security. Unset settings read as nobody.
create function platform.is_system() returns boolean language sql stable
  return coalesce(current_setting('hukumat.kind', true), '') = 'system';
create function platform.subject() returns text language sql stable
  return coalesce(current_setting('hukumat.subject', true), '');
-- Holds this role in this agency.
create function platform.holds(agency text, role text) returns boolean language sql stable
  return position(',' || agency || ':' || role || ',' in coalesce(current_setting('hukumat.roles', true), '')) > 0;
-- Holds any role in this agency.
create function platform.serves(agency text) returns boolean language sql stable
  return position(',' || agency || ':' in coalesce(current_setting('hukumat.roles', true), '')) > 0;

create table platform.journal (
  seq bigint primary key check (seq > 0),
  at timestamptz(3) not null,
  actor text not null,
  type text not null check (type ~ '^[a-z-]+\.[a-z-]+$'),
  agency text,
  subject text,
  entity text not null,
  data jsonb not null,
  prev_hash text not null,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
);
create index journal_entity on platform.journal (entity, seq);
create index journal_subject on platform.journal (subject, seq) where subject is not null;
create index journal_agency on platform.journal (agency, seq) where agency is not null;

-- One row: the end of the chain. Its lock puts writers in a line; its hash shows when the last rows were cut off.
create table platform.journal_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash text not null
);
insert into platform.journal_head (seq, hash) values (0, repeat('0', 64));

-- The application role may not touch the head: it locks and reads it here, and the trigger moves it.
create function platform.lock_journal_head(out seq bigint, out hash text) language sql security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  select h.seq, h.hash from platform.journal_head h for update;
end;

create function platform.move_journal_head() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  update platform.journal_head h set seq = new.seq, hash = new.hash
    where h.seq = new.seq - 1 and h.hash = new.prev_hash;
  if not found then
    raise exception 'journal entry % does not continue the chain', new.seq;
  end if;
  return new;
end $$;
create trigger journal_continues before insert on platform.journal
  for each row execute function platform.move_journal_head();

create function platform.refuse_journal_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal only grows';
end $$;
create trigger journal_only_grows before update or delete or truncate on platform.journal
  for each statement execute function platform.refuse_journal_change();

revoke execute on function platform.move_journal_head() from public;
grant select, insert on platform.journal to hukumat_app;

alter table platform.journal enable row level security;
create policy journal_written on platform.journal for insert with check (true);
-- People see what concerns them and their agency; the central Agency's auditor sees all.
create policy journal_read on platform.journal for select using (
  platform.is_system()
  or (subject is not null and subject = platform.subject())
  or (agency is not null and platform.serves(agency))
  or platform.holds('innovation-agency', 'auditor')
);
