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
export interface Tables {
  'directory.agencies': AgencyRow;
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
