create schema notifications;
grant usage on schema notifications to hukumat_app;

-- A message is a code and its values; the words are chosen when it is read, in the reader's language.
create table notifications.messages (
  id uuid primary key default uuidv7(),
  recipient text not null,
  code text not null,
  params jsonb not null,
  link text,
  -- The same event never makes two messages, however often its job runs.
  cause text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (recipient, cause)
);
create index on notifications.messages (recipient, created_at desc);
create index unread on notifications.messages (recipient) where read_at is null;

grant select, insert on notifications.messages to hukumat_app;
grant update (read_at) on notifications.messages to hukumat_app;

alter table notifications.messages enable row level security;
create policy system_all on notifications.messages
  using (current_setting('hukumat.kind', true) = 'system') with check (current_setting('hukumat.kind', true) = 'system');
create policy recipient_reads on notifications.messages for select
  using (current_setting('hukumat.kind', true) = 'person' and recipient = current_setting('hukumat.subject', true));
create policy recipient_marks on notifications.messages for update
  using (current_setting('hukumat.kind', true) = 'person' and recipient = current_setting('hukumat.subject', true));
