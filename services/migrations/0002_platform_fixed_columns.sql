-- An entry of the journal carries the name of whoever's transaction writes it, and nobody else's.
drop policy journal_written on platform.journal;
create policy journal_written on platform.journal for insert with check (actor = current_setting('hukumat.actor', true));

-- Columns that a row keeps from its first day. Row-level security compares no row with what it was before; this does.
create function platform.refuse_fixed_columns() returns trigger language plpgsql as $$
begin
  if current_user = 'hukumat_app' then
    raise exception 'these columns of %.% never change', tg_table_schema, tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;

revoke all on function platform.lock_journal_head() from public;
grant execute on function platform.lock_journal_head() to hukumat_app;
