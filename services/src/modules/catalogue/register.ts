import { CATEGORIES, slugSchema, textSchema } from '@hukumat/contract';
import { z } from 'zod';
import file from './register.json' with { type: 'json' };

const sample = z.literal(true).optional();
const source = z.string().min(3).max(200);

const entrySchema = z.strictObject({
  /** The id of the service's definition, once an agency offers it here. */
  id: slugSchema,
  names: textSchema,
  category: z.enum(CATEGORIES),
  /** Competent bodies, the first answers for it. None: not known, and not guessed. */
  agencies: z.array(slugSchema).max(4),
  /** Whether the law asks for its automation. `null`: not known. */
  mandatory: z.boolean().nullable(),
  /** The day from which it was announced to be online. */
  announcedFor: z.iso.date().optional(),
  source,
  sample,
});

/** The file of the register: what is known of each service, and from where. */
export const registerSchema = z.strictObject({
  meta: z.strictObject({
    /** How many services the state's own register is said to hold. */
    total: z.strictObject({ value: z.int().positive(), source, sample }),
    /** The list of mandatory automation. */
    list: z.strictObject({ title: z.string(), source }),
  }),
  services: z.array(entrySchema).min(1),
});
export type RegisterFile = z.infer<typeof registerSchema>;

export const REGISTER: RegisterFile = registerSchema.parse(file);

export const REGISTER_STATES = ['online', 'announced', 'not-yet'] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];
export type RegisterEntry = RegisterFile['services'][number] & { state: RegisterState };

export interface Register {
  entries: RegisterEntry[];
  /** Entries online, all entries. */
  online: number;
  known: number;
  /** `online` of `known` in whole per cent. */
  share: number;
  total: RegisterFile['meta']['total'];
}

/** What a live release offers beyond the file. */
export type LiveEntry = Pick<RegisterEntry, 'id' | 'names' | 'category'> & { agency: string; unconfirmed: boolean };

/**
 * The register as it stands: whatever is live is online, whether the file knew it or not, and nothing is online because the
 * file says so.
 */
export function registerOf(live: readonly LiveEntry[], { meta, services } = REGISTER): Register {
  const offered = new Map(live.map((one) => [one.id, one]));
  const known = services.map((entry): RegisterEntry => {
    const state = offered.has(entry.id) ? 'online' : entry.announcedFor ? 'announced' : 'not-yet';
    return { ...entry, state };
  });
  const listed = new Set(services.map(({ id }) => id));
  const added = live
    .filter(({ id }) => !listed.has(id))
    .map(
      ({ id, names, category, agency, unconfirmed }): RegisterEntry => ({
        id,
        names,
        category,
        agencies: [agency],
        mandatory: null,
        source: `release of ${agency}`,
        state: 'online',
        ...(unconfirmed ? { sample: true as const } : {}),
      }),
    );
  const entries = [...known, ...added];
  const online = entries.filter(({ state }) => state === 'online').length;
  return { entries, online, known: entries.length, share: Math.round((online / entries.length) * 100), total: meta.total };
}
