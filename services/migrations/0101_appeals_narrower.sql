-- A desk writes into the history of an appeal that it has or had, and looks at nobody else's.
drop policy desk_appends on appeals.events;
create policy desk_appends on appeals.events for insert with check (appeals.at_desk(agency)
  and actor = current_setting('hukumat.actor', true)
  and exists (select from appeals.appeals a where a.id = events.appeal and events.agency = any (a.bodies)));
drop policy desk_appends on appeals.accesses;
create policy desk_appends on appeals.accesses for insert with check (appeals.at_desk(agency) and appeals.is_self(officer)
  and exists (select from appeals.appeals a
    where a.id = accesses.appeal and accesses.agency = any (a.bodies) and a.owner is not distinct from accesses.subject));
