-- A service may ask twice: when the application is handed in, and when what it asked for is issued. Each is asked once and never
-- again while it is open or paid; what was closed or given back may be asked anew.
alter table payments.invoices add column occasion text not null default 'hand-in' check (occasion in ('hand-in', 'issue'));
update payments.invoices i set occasion = 'issue' from applications.applications a
  where a.id = i.application and a.decided_at is not null and i.created_at >= a.decided_at;
alter table payments.invoices
  alter column occasion drop default,
  drop constraint invoices_application_key;
create unique index once_per_occasion on payments.invoices (application, occasion) where state in ('open', 'settled');
create index on payments.invoices (application, id);

drop function payments.invoice_of(uuid);
-- What was asked on this occasion and still counts, for whoever may ask for it twice: the portal, the owner, whoever acts for
-- them, and the desk.
create function payments.asked_on(asked uuid, at_occasion text) returns table (id uuid, paid boolean)
  language sql stable security definer set search_path = '' as $$
  select i.id, i.state = 'settled' from payments.invoices i
  where i.application = asked and i.occasion = at_occasion and i.state in ('open', 'settled')
    and (platform.is_system() or payments.is_self(i.owner) or platform.holds(i.agency, 'officer') or platform.holds(i.agency, 'supervisor')
      or platform.holds(i.agency, 'head')
      or exists (select from applications.applications a where a.id = i.application and payments.is_self(a.acting)))
$$;
-- A desk learns whether all is paid, and nothing else of it: what is open stands before what is paid.
create or replace function payments.state_at_desk(asked uuid) returns text language sql stable security definer set search_path = '' as $$
  select i.state from payments.invoices i
  where i.application = asked and (platform.holds(i.agency, 'officer') or platform.holds(i.agency, 'supervisor')
    or platform.holds(i.agency, 'head'))
  order by i.state = 'open' desc, i.id desc limit 1
$$;
revoke all on function payments.asked_on(uuid, text) from public;
grant execute on function payments.asked_on(uuid, text) to hukumat_app;
