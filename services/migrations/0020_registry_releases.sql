CREATE SCHEMA registry;
GRANT USAGE ON SCHEMA registry TO hukumat_app;

-- The central key this registry was started with. One row; a portal holding another key refuses to start.
CREATE TABLE registry.central_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key_id text NOT NULL,
  public_key text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON registry.central_key TO hukumat_app;

CREATE TABLE registry.agency_keys (
  key_id text PRIMARY KEY,
  agency text NOT NULL,
  public_key text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  revoked_at timestamptz,
  registered_by text NOT NULL
);
CREATE INDEX agency_keys_by_agency ON registry.agency_keys (agency);
GRANT SELECT, INSERT ON registry.agency_keys TO hukumat_app;
GRANT UPDATE (valid_to, revoked_at) ON registry.agency_keys TO hukumat_app;

-- `manifest` is the canonical text itself: exactly the bytes that both signatures cover.
CREATE TABLE registry.releases (
  agency text NOT NULL,
  version text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[A-Za-z0-9+/]{64}$'),
  manifest text NOT NULL,
  key_id text NOT NULL REFERENCES registry.agency_keys (key_id),
  signature text NOT NULL,
  state text NOT NULL CHECK (state IN
    ('uploaded', 'checked', 'pending', 'approved', 'live', 'superseded', 'rejected', 'rolled-back', 'killed')),
  publisher text NOT NULL,
  submitted_at timestamptz NOT NULL,
  findings json NOT NULL,
  powers jsonb NOT NULL,
  reviewer text,
  reviewed_at timestamptz,
  reason text,
  counter_signature text,
  state_since timestamptz NOT NULL,
  PRIMARY KEY (agency, version),
  CHECK (reviewer IS NULL OR reviewer <> publisher),
  CHECK (state NOT IN ('approved', 'live', 'superseded', 'rolled-back') OR (counter_signature IS NOT NULL AND reviewer IS NOT NULL))
);
CREATE UNIQUE INDEX releases_one_live ON registry.releases (agency) WHERE state = 'live';
CREATE INDEX releases_pending ON registry.releases (submitted_at) WHERE state = 'pending';
GRANT SELECT, INSERT ON registry.releases TO hukumat_app;
GRANT UPDATE (state, state_since, reviewer, reviewed_at, reason, counter_signature) ON registry.releases TO hukumat_app;

CREATE TABLE registry.release_files (
  agency text NOT NULL,
  version text NOT NULL,
  path text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sha384 text NOT NULL,
  bytes integer NOT NULL,
  PRIMARY KEY (agency, version, path),
  FOREIGN KEY (agency, version) REFERENCES registry.releases (agency, version)
);
GRANT SELECT, INSERT ON registry.release_files TO hukumat_app;

-- What each agency serves now. `signature` is the central key's over agency, version, digest, tier and sequence,
-- so that a pointer moved by hand, even to an approved release, is not believed. `version` is null after a kill.
CREATE TABLE registry.live (
  agency text PRIMARY KEY,
  version text,
  previous text,
  tier text NOT NULL CHECK (tier IN ('page', 'document', 'frame')),
  sequence bigint NOT NULL UNIQUE,
  since timestamptz NOT NULL,
  by text NOT NULL,
  signature text NOT NULL,
  FOREIGN KEY (agency, version) REFERENCES registry.releases (agency, version)
);
GRANT SELECT, INSERT ON registry.live TO hukumat_app;
GRANT UPDATE (version, previous, tier, sequence, since, by, signature) ON registry.live TO hukumat_app;
CREATE SEQUENCE registry.live_sequence;
GRANT USAGE ON SEQUENCE registry.live_sequence TO hukumat_app;

CREATE TABLE registry.policies (
  agency text PRIMARY KEY,
  tier text NOT NULL CHECK (tier IN ('page', 'document', 'frame')),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON registry.policies TO hukumat_app;
GRANT UPDATE (tier, set_by, set_at) ON registry.policies TO hukumat_app;
