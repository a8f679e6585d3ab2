-- Whose appointment, code and session it is, and until when, never changes.
create trigger fixed_columns before update of id, resource, holder, holder_name, booked_by, service, cause, code, created_at
  on centres.appointments for each statement execute function platform.refuse_fixed_columns();
create trigger fixed_columns before update of id, citizen, citizen_name, centre, service, digest, asked_by, created_at, expires_at
  on centres.codes for each statement execute function platform.refuse_fixed_columns();
-- Nobody makes a session at a counter longer, or another's.
create trigger fixed_columns before update of id, citizen, citizen_name, operator, operator_name, centre, services, started_at, until, sampled
  on centres.sessions for each statement execute function platform.refuse_fixed_columns();

-- Whether whoever acts has to do with an application, however they do: asked by the two functions below, which run as the owner.
create function centres.has_part_in(of text) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from applications.applications a where of = 'application:' || a.id
    and (applications.is_self(a.owner) or applications.is_self(a.acting) or applications.is_self(a.party) or applications.at_desk(a.agency)))
$$;
-- What one person holds from a moment on: told to them, and to whoever hands something in for them at this moment.
create or replace function centres.held(by_whom text, from_at timestamptz)
  returns table (id uuid, resource text, starts_at timestamptz) language sql security definer set search_path = pg_catalog as $$
  select a.id, a.resource, a.starts_at from centres.appointments a
  where a.holder = by_whom and a.state = 'booked' and a.starts_at >= from_at
    and (centres.is_system() or centres.is_self(by_whom) or exists (select from applications.applications b
      where b.owner = by_whom and applications.is_self(b.acting)))
$$;
-- Gives the slot of a cause back, by whoever may end that cause.
create or replace function centres.give_back(of text)
  returns table (id uuid, centre text, holder text, starts_at timestamptz) language sql security definer set search_path = pg_catalog as $$
  update centres.appointments a set state = 'cancelled' where a.cause = of and a.state = 'booked'
    and (centres.is_system() or centres.is_self(a.holder) or centres.has_part_in(of))
  returning a.id, a.centre, a.holder, a.starts_at
$$;

-- Functions that run as the owner are for the role of the application alone.
revoke all on function centres.at_counter(text), centres.keeps_post(text), centres.seats_taken(text, text, timestamptz, timestamptz),
  centres.held(text, timestamptz), centres.give_back(text), centres.board(text, date), centres.note_arrival(uuid, boolean),
  centres.figures(text, date, date), centres.has_part_in(text) from public;
grant execute on function centres.at_counter(text), centres.keeps_post(text), centres.seats_taken(text, text, timestamptz, timestamptz),
  centres.held(text, timestamptz), centres.give_back(text), centres.board(text, date), centres.note_arrival(uuid, boolean),
  centres.figures(text, date, date), centres.has_part_in(text) to hukumat_app;
