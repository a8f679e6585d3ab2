import { z } from 'zod';

/** The portal's languages, in the order they are offered. Tajik is the default and is never missing. */
export const LANGS = ['tg', 'ru', 'en'] as const;
export type Lang = (typeof LANGS)[number];
export const langSchema = z.enum(LANGS);

/** A text for people. Tajik is required; a missing `ru` or `en` is shown in Tajik and marked as such. */
export const textSchema = z.strictObject({
  tg: z.string().trim().min(1).max(4000),
  ru: z.string().trim().min(1).max(4000).optional(),
  en: z.string().trim().min(1).max(4000).optional(),
});
export type Text = z.infer<typeof textSchema>;

/** Lower-case words joined by hyphens: `mia`, `criminal-record-certificate`. */
export const slugSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(64);
export type AgencyId = string;

/** Semver without ranges; `agency@version` is never reused. */
export const versionSchema = z.string().regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9A-Za-z.-]{1,32})?$/);

/** Levels of assurance of a sign-in, weakest first. */
export const LOAS = ['none', 'low', 'substantial', 'high'] as const;
export type Loa = (typeof LOAS)[number];
export const loaSchema = z.enum(LOAS);

/** How strongly a plugin is separated from the rest. Chosen by the central Agency, never by the plugin. */
export const TIERS = ['page', 'document', 'frame'] as const;
export type Tier = (typeof TIERS)[number];
export const tierSchema = z.enum(TIERS);

/** Roles a person can hold in an agency. */
export const ROLES = [
  'officer',
  'supervisor',
  'head',
  'editor',
  'approver',
  'developer',
  'reviewer',
  'registrar',
  'release-manager',
  'auditor',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

/** Libraries of which the portal keeps one governed instance. */
export const GOVERNED = ['react', 'react-dom', 'vue', 'lit', '@hukumat/ui', '@hukumat/contract'] as const;
export type GovernedLibrary = (typeof GOVERNED)[number];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The version of this contract: major.minor. The portal runs the current and the previous major. */
export const CONTRACT_VERSION = '1.1';

/** Addresses below every section that belong to the portal's standard pages. */
export const STANDARD_PAGES = [
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
export type StandardPage = (typeof STANDARD_PAGES)[number];
