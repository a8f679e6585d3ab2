-- Pictures and documents of a body's texts. The bytes stand in the object store; here is who may ask for them, and as what.
create table content.files (
  agency text not null,
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  size int not null check (size > 0),
  author text not null,
  stored_at timestamptz not null,
  primary key (file, agency, name)
);

-- Every file that an edition names, in a field of its own or inside a long text.
create function content.files_in(edition jsonb) returns text[] language sql immutable strict parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct found[1]), '{}') from regexp_matches(edition::text, '[0-9a-f]{64}', 'g') found
$$;
alter table content.editions add column files text[] not null generated always as (content.files_in("values")) stored;
create index editions_public_files on content.editions using gin (files) where state = 'published';

-- Whether a body shows the file to everybody. As the owner: under row security the index over the names could not be used.
create function content.shows(of_agency text, named text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from content.editions e where e.state = 'published' and e.files @> array[named] and e.agency = of_agency)
$$;
revoke all on function content.shows(text, text) from public;
grant execute on function content.shows(text, text) to hukumat_app;

grant select, insert on content.files to hukumat_app;
alter table content.files enable row level security;
create policy system_all on content.files using (platform.is_system()) with check (platform.is_system());
create policy desk_reads on content.files for select using (content.at_desk(agency));
create policy desk_stores on content.files for insert with check (content.at_desk(agency) and author = current_setting('hukumat.subject', true));
create policy all_read_shown on content.files for select using (content.shows(agency, file));
