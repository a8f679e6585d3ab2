-- Whether what an appointment was booked for still needs it: an application that nobody has decided yet.
create function centres.still_waits(of text) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from applications.applications a where of = 'application:' || a.id
    and a.state in ('awaiting_party', 'awaiting_payment', 'submitted', 'in_review', 'sent_back', 'consulting')
    and centres.has_part_in(of))
$$;
revoke all on function centres.still_waits(text) from public;
grant execute on function centres.still_waits(text) to hukumat_app;
