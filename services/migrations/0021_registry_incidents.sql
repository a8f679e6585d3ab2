-- What went wrong with a plugin in people's browsers. Nothing a person typed is in it; the number is what they read out.
CREATE TABLE registry.incidents (
  id text PRIMARY KEY CHECK (id ~ '^[2-9A-Z]{4}-[2-9A-Z]{4}$'),
  at timestamptz NOT NULL,
  agency text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  message text,
  path text NOT NULL
);
CREATE INDEX incidents_by_agency ON registry.incidents (agency, at DESC);
CREATE INDEX incidents_by_age ON registry.incidents (at);
GRANT SELECT, INSERT, DELETE ON registry.incidents TO hukumat_app;
