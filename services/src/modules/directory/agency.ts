import type { Text } from '@hukumat/contract';

/** One state body. A field that nobody has confirmed is marked in `verified`. */
export interface Agency {
  id: string;
  kind: string;
  level: 'central' | 'local' | 'platform';
  /** ISO 3166-2 code; `TJ` for a central body. */
  region: string;
  /** The body it is subordinate to. */
  parent?: string;
  /** Full legal names; Tajik is the name of record. */
  names: Text;
  shortNames?: Text;
  /** Name of the place a local body governs. */
  place?: Text;
  /** Host name of the body's former site, without scheme. */
  website?: string;
  verified: { names: boolean; website: boolean; parent: boolean };
}

export interface Region {
  id: string;
  names: Text;
}

/** The groups in which people look for a body, in the order they are shown, with the kinds each holds. */
export const GROUPS = [
  {
    id: 'top',
    kinds: ['head-of-state-office', 'government', 'parliament', 'court', 'prosecutor', 'audit', 'ombudsman', 'central-bank', 'academy'],
  },
  { id: 'ministry', kinds: ['ministry'] },
  { id: 'committee', kinds: ['state-committee', 'committee'] },
  { id: 'agency', kinds: ['agency', 'service', 'main-department', 'centre'] },
  { id: 'subordinate', kinds: ['subordinate'] },
  { id: 'region', kinds: ['region'] },
  { id: 'city', kinds: ['city', 'city-district'] },
  { id: 'district', kinds: ['district'] },
  { id: 'platform', kinds: ['platform'] },
] as const;
export type GroupId = (typeof GROUPS)[number]['id'];
export const groupOf = (agency: Agency): GroupId =>
  GROUPS.find((group) => (group.kinds as readonly string[]).includes(agency.kind))?.id ?? 'agency';
