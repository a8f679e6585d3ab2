-- Whose document it is, and which, never changes.
create trigger fixed_columns before update of id, application, owner, agency, service, kind, number, code, initials, issued_on
  on documents.documents for each statement execute function platform.refuse_fixed_columns();
