import { textSchema } from '@hukumat/contract';
import { z } from 'zod';
import file from './agencies.json' with { type: 'json' };
import type { Agency, Region } from './agency.ts';

const known = z
  .boolean()
  .nullable()
  .transform((value) => value === true);
const schema = z.object({
  meta: z.object({ regions: z.array(z.object({ id: z.string(), names: textSchema })) }),
  agencies: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      level: z.enum(['central', 'local']),
      names: textSchema,
      shortNames: textSchema.partial().optional(),
      place: textSchema.optional(),
      parent: z.string().nullable(),
      region: z.string(),
      website: z.string().nullable(),
      verified: z.object({ names: known, website: known, parent: known }),
    }),
  ),
});
const data = schema.parse(file);

export const REGIONS: readonly Region[] = data.meta.regions;

/** The 146 bodies of the register, and the portal's own service centre, which is none of them. */
export const SEED: readonly Agency[] = [
  ...data.agencies.map(({ parent, website, shortNames, place, ...rest }): Agency => {
    const short = textSchema.safeParse(shortNames);
    return {
      ...rest,
      ...(parent ? { parent } : {}),
      ...(website ? { website } : {}),
      ...(short.success ? { shortNames: short.data } : {}),
      ...(place ? { place } : {}),
    };
  }),
  {
    id: 'service-centre',
    kind: 'platform',
    level: 'platform',
    region: 'TJ',
    parent: 'innovation-agency',
    names: { tg: 'Маркази хизматрасонии давлатӣ', ru: 'Центр государственных услуг', en: 'Public Services Centre' },
    verified: { names: false, website: false, parent: false },
  },
];

const example = (framework: 'React' | 'Vue' | 'Lit'): Agency => ({
  id: `template-${framework.toLowerCase()}`,
  kind: 'platform',
  level: 'platform',
  region: 'TJ',
  parent: 'innovation-agency',
  names: { tg: `Намунаи бахш бо ${framework}`, ru: `Пример раздела на ${framework}`, en: `Example section in ${framework}` },
  verified: { names: false, website: false, parent: false },
});

/** Homes of the template in its three frameworks; only a portal with demonstration data has them. */
export const EXAMPLES: readonly Agency[] = [example('React'), example('Vue'), example('Lit')];
