-- What retention takes from an application that came to nothing: its answers and files. Its number, its moves and the journal stay.
alter table applications.applications add column erased_at timestamptz;

grant delete on applications.changes to hukumat_app;
-- A person takes back the words of a rating; the stars stay in the figures.
grant update (comment) on applications.ratings to hukumat_app;
