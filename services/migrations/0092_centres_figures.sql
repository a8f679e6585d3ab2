-- What anybody may know of how a centre works: counts and a middle value, never persons.
create function centres.figures(place text, from_day date, until_day date)
  returns table (visits int, wait_minutes double precision, assisted int)
  language sql stable security definer set search_path = pg_catalog as $$
  select
    count(*) filter (where t.state = 'done')::int,
    percentile_disc(0.5) within group (order by extract(epoch from t.called_at - t.made_at)::double precision / 60),
    (select count(*)::int from centres.sessions s
      where s.centre = place and s.application is not null
        and (s.started_at at time zone 'Asia/Dushanbe')::date between from_day and until_day)
  from centres.tickets t
  where t.centre = place and t.day between from_day and until_day and t.called_at is not null
$$;
