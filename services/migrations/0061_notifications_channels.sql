-- Where a person wants to be told, beside the inbox. No row: e-mail and SMS, in Tajik.
create table notifications.settings (
  subject text primary key,
  email boolean not null,
  sms boolean not null,
  lang text not null check (lang in ('tg', 'ru', 'en')),
  changed_at timestamptz not null
);

-- What became of a message on each way out of the portal: once per message and channel, however often its job runs.
create table notifications.dispatches (
  message uuid not null references notifications.messages (id) on delete cascade,
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  state text not null check (state in ('sent', 'off', 'done-already', 'refused')),
  at timestamptz not null,
  primary key (message, channel)
);

grant select, insert, update, delete on notifications.settings to hukumat_app;
grant select, insert on notifications.dispatches to hukumat_app;
grant delete on notifications.messages to hukumat_app;

alter table notifications.settings enable row level security;
alter table notifications.dispatches enable row level security;

create policy system_all on notifications.settings
  using (current_setting('hukumat.kind', true) = 'system') with check (current_setting('hukumat.kind', true) = 'system');
create policy own_all on notifications.settings
  using (current_setting('hukumat.kind', true) = 'person' and subject = current_setting('hukumat.subject', true))
  with check (current_setting('hukumat.kind', true) = 'person' and subject = current_setting('hukumat.subject', true));
create policy system_all on notifications.dispatches
  using (current_setting('hukumat.kind', true) = 'system') with check (current_setting('hukumat.kind', true) = 'system');
create policy recipient_reads on notifications.dispatches for select
  using (current_setting('hukumat.kind', true) = 'person' and recipient = current_setting('hukumat.subject', true));
-- A person deletes what they have read; what waits unread stays.
create policy recipient_deletes on notifications.messages for delete
  using (current_setting('hukumat.kind', true) = 'person' and recipient = current_setting('hukumat.subject', true) and read_at is not null);
