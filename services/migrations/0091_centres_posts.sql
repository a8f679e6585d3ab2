-- Officers of a post say who came. The state alone: time, holder and cause are the person's own.
create function centres.note_arrival(of uuid, came boolean)
  returns table (holder text, starts_at timestamptz) language sql security definer set search_path = pg_catalog as $$
  update centres.appointments a set state = case when came then 'arrived' else 'missed' end
  where a.id = of and centres.keeps_post(a.centre) and (a.state = 'booked' or (came and a.state = 'missed'))
  returning a.holder, a.starts_at
$$;
