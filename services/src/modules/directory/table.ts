import type { ColumnType, Generated } from 'kysely';
import type { Agency } from './agency.ts';

interface AgencyRow {
  id: string;
  kind: string;
  level: string;
  region: string;
  parent: string | null;
  name_tg: string;
  name_ru: string | null;
  name_en: string | null;
  /** jsonb, written as text. */
  short_names: unknown;
  place: unknown;
  website: string | null;
  names_verified: boolean;
  website_verified: boolean;
  parent_verified: boolean;
}
type Day = ColumnType<string, string, string>;
type MaybeDay = ColumnType<string | null, string | null, string | null>;

export interface Tables {
  'directory.agencies': AgencyRow;
  'directory.agreements': {
    agency: string;
    state: string;
    since: MaybeDay;
    number: string | null;
    sample: boolean;
    source: string | null;
  };
  'directory.agreement_moves': {
    id: Generated<string>;
    agency: string;
    from_state: string | null;
    to_state: string;
    on_date: Day;
    note: string;
    number: string | null;
    evidence: string | null;
    moved_by: string;
    moved_at: Date;
  };
  'directory.inspections': { agency: string; sample: boolean; source: string };
}

export const toRow = (agency: Agency): AgencyRow => ({
  id: agency.id,
  kind: agency.kind,
  level: agency.level,
  region: agency.region,
  parent: agency.parent ?? null,
  name_tg: agency.names.tg,
  name_ru: agency.names.ru ?? null,
  name_en: agency.names.en ?? null,
  short_names: JSON.stringify(agency.shortNames ?? {}),
  place: JSON.stringify(agency.place ?? {}),
  website: agency.website ?? null,
  names_verified: agency.verified.names,
  website_verified: agency.verified.website,
  parent_verified: agency.verified.parent,
});

const text = (value: unknown): Agency['place'] => {
  const map = value as Partial<Agency['names']>;
  return map.tg ? { ...map, tg: map.tg } : undefined;
};

export function fromRow(row: AgencyRow): Agency {
  const shortNames = text(row.short_names);
  const place = text(row.place);
  return {
    id: row.id,
    kind: row.kind,
    level: row.level as Agency['level'],
    region: row.region,
    ...(row.parent ? { parent: row.parent } : {}),
    names: { tg: row.name_tg, ...(row.name_ru ? { ru: row.name_ru } : {}), ...(row.name_en ? { en: row.name_en } : {}) },
    ...(shortNames ? { shortNames } : {}),
    ...(place ? { place } : {}),
    ...(row.website ? { website: row.website } : {}),
    verified: { names: row.names_verified, website: row.website_verified, parent: row.parent_verified },
  };
}
