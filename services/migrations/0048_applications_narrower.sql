-- What the rows allow below the commands, made as narrow as the commands are.

create trigger fixed_columns before update of id, number, owner, applicant, agency, service, release_version, definition_version, lang,
  channel, assisted, acting, acting_name, mandate, party, party_name, submitted_at
  on applications.applications for each statement execute function platform.refuse_fixed_columns();
create trigger fixed_columns before update of id, application, number, owner, service, asking, agency, question, shared, files, asked_by,
  asked_name, asked_at, due_on
  on applications.opinions for each statement execute function platform.refuse_fixed_columns();
create trigger fixed_columns before update of id, application, owner, agency, text, filed_at, due_on
  on applications.objections for each statement execute function platform.refuse_fixed_columns();

-- The second person signs or declines.
drop policy party_answers on applications.applications;
create policy party_answers on applications.applications for update
  using (applications.is_self(party) and state = 'awaiting_party')
  with check (applications.is_self(party) and state in ('awaiting_party', 'withdrawn'));

-- A line of the timeline carries its writer's name; what a desk writes belongs to an application of that desk, and to its owner.
drop policy party_appends on applications.events;
create policy party_appends on applications.events for insert with check (actor = current_setting('hukumat.actor', true)
  and exists (select from applications.applications a where a.id = events.application));
drop policy desk_appends on applications.accesses;
create policy desk_appends on applications.accesses for insert with check (applications.at_desk(agency) and applications.is_self(officer)
  and exists (select from applications.applications a
    where a.id = accesses.application and a.agency = accesses.agency and a.owner = accesses.subject));
drop policy asked_appends on applications.accesses;
create policy asked_appends on applications.accesses for insert with check (applications.is_self(officer) and capacity = 'opinion'
  and exists (select from applications.opinions o where o.application = accesses.application and o.agency = accesses.agency
    and o.owner = accesses.subject and applications.at_desk(o.agency)));
drop policy desk_all on applications.notes;
create policy desk_reads on applications.notes for select using (applications.at_desk(agency));
create policy desk_writes on applications.notes for insert with check (applications.at_desk(agency) and applications.is_self(author)
  and exists (select from applications.applications a where a.id = notes.application and a.agency = notes.agency));
drop policy desk_writes on applications.letters;
create policy desk_writes on applications.letters for insert with check (applications.at_desk(agency) and applications.is_self(author)
  and exists (select from applications.applications a
    where a.id = letters.application and a.agency = letters.agency and a.owner = letters.owner));
drop policy desk_asks on applications.opinions;
create policy desk_asks on applications.opinions using (applications.at_desk(asking)) with check (applications.at_desk(asking)
  and exists (select from applications.applications a
    where a.id = opinions.application and a.agency = opinions.asking and a.owner = opinions.owner));

-- Whoever acts by a mandate objects for the one who gave it, to a decision on what they handed in.
drop policy owner_files on applications.objections;
create policy applicant_files on applications.objections for insert with check (exists (select from applications.applications a
  where a.id = objections.application and a.owner = objections.owner and a.agency = objections.agency
    and (applications.is_self(a.owner) or applications.is_self(a.acting))));
create policy agent_reads on applications.objections for select using (exists (select from applications.applications a
  where a.id = objections.application and applications.is_self(a.acting)));
