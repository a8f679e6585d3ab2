-- What an agency's journal says of people is for those of it who look at people's files: its officers, supervisors and head.
drop policy journal_read on platform.journal;
create policy journal_read on platform.journal for select using (
  platform.is_system()
  or (subject is not null and subject = platform.subject())
  or (agency is not null and (platform.holds(agency, 'officer') or platform.holds(agency, 'supervisor') or platform.holds(agency, 'head')))
  or platform.holds('innovation-agency', 'auditor')
);
