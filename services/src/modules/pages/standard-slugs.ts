/** The pages that every agency's section has, in the order of its menu. */
export const STANDARD_SLUGS = [
  'about',
  'leadership',
  'structure',
  'regulation',
  'reception-hours',
  'documents',
  'news',
  'vacancies',
  'services',
  'open-data',
  'contacts',
  'appeals',
  'accessibility',
  'privacy',
] as const;
export type StandardSlug = (typeof STANDARD_SLUGS)[number];
