-- What chosen appointments and documents are called, in every language, by the answer: readable when they are long gone.
alter table applications.applications add column labels jsonb not null default '{}';
