create schema payments;
grant usage on schema payments to hukumat_app;

create function payments.is_self(owner text) returns boolean language sql stable
  return owner = platform.subject() and owner <> '';

create table payments.counters (
  kind text not null check (kind in ('INV', 'RCP')),
  year int not null,
  last int not null,
  primary key (kind, year)
);

-- What a citizen is asked to pay for one application. Sums are whole diram and never change.
create table payments.invoices (
  id uuid primary key,
  number text not null unique,
  application uuid not null unique,
  application_number text not null,
  owner text not null,
  agency text not null,
  service text not null,
  lines jsonb not null check (jsonb_array_length(lines) > 0),
  diram bigint not null check (diram > 0),
  state text not null check (state in ('open', 'settled', 'refunded', 'cancelled', 'expired')),
  created_at timestamptz not null,
  -- The last day of payment, in Dushanbe.
  payable_until date not null,
  receipt text unique,
  settled_at timestamptz,
  -- The payment that settled it, by the provider's name for it.
  session text unique,
  refund_reason text,
  refunded_at timestamptz,
  -- When it was cancelled or expired.
  closed_at timestamptz,
  check (state not in ('settled', 'refunded') or (receipt is not null and settled_at is not null and session is not null)),
  check (state <> 'refunded' or refunded_at is not null)
);
create index on payments.invoices (owner, created_at desc);
create index unpaid on payments.invoices (payable_until) where state = 'open';

-- One walk to the provider's page and back.
create table payments.attempts (
  id uuid primary key default uuidv7(),
  invoice uuid not null references payments.invoices (id),
  owner text not null,
  -- Absent until the provider has answered that it knows of it.
  session text unique,
  url text,
  state text not null check (state in ('beginning', 'waiting', 'settled', 'declined', 'returned')),
  begun_at timestamptz not null,
  ended_at timestamptz,
  check (state in ('beginning') or session is not null)
);
create index on payments.attempts (invoice, id);
-- Two tabs and a double click share the walk that is under way.
create unique index one_under_way on payments.attempts (invoice) where state in ('beginning', 'waiting');

-- What the provider has told us, each once.
create table payments.webhooks (
  event text primary key,
  type text not null,
  session text not null,
  happened_at timestamptz not null,
  received_at timestamptz not null
);

grant select, insert, update on payments.counters to hukumat_app;
grant select, insert on payments.invoices to hukumat_app;
grant update (state, receipt, settled_at, session, refund_reason, refunded_at, closed_at) on payments.invoices to hukumat_app;
grant select, insert on payments.attempts to hukumat_app;
grant update (session, url, state, ended_at) on payments.attempts to hukumat_app;
grant select, insert on payments.webhooks to hukumat_app;

alter table payments.invoices enable row level security;
alter table payments.attempts enable row level security;
alter table payments.webhooks enable row level security;

create policy system_all on payments.invoices using (platform.is_system()) with check (platform.is_system());
create policy owner_reads on payments.invoices for select using (payments.is_self(owner));
create policy owner_is_asked on payments.invoices for insert with check (payments.is_self(owner) and state = 'open');
-- Somebody acts for the owner: only for an application of the owner's that this person sees.
create policy owner_is_asked_by_another on payments.invoices for insert
  with check (state = 'open' and exists (
    select from applications.applications a where a.id = invoices.application and a.owner = invoices.owner));
create policy owner_cancels on payments.invoices for update
  using (payments.is_self(owner) and state = 'open') with check (payments.is_self(owner) and state = 'cancelled');

create policy system_all on payments.attempts using (platform.is_system()) with check (platform.is_system());
create policy owner_reads on payments.attempts for select using (payments.is_self(owner));

create policy system_all on payments.webhooks using (platform.is_system()) with check (platform.is_system());

-- The invoice of an application, for whoever asks for it twice; its id tells nothing.
create function payments.invoice_of(asked uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select i.id from payments.invoices i where i.application = asked
$$;
-- A desk learns whether it is paid, and nothing else of it.
create function payments.state_at_desk(asked uuid) returns text language sql stable security definer set search_path = '' as $$
  select i.state from payments.invoices i
  where i.application = asked and (platform.holds(i.agency, 'officer') or platform.holds(i.agency, 'supervisor')
    or platform.holds(i.agency, 'head'))
$$;
revoke all on function payments.invoice_of(uuid), payments.state_at_desk(uuid) from public;
grant execute on function payments.invoice_of(uuid), payments.state_at_desk(uuid) to hukumat_app;
