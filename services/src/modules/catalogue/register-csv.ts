import { stringify } from 'csv-stringify/sync';
import type { Register } from './register.ts';

/** The register as a table. An unknown value is written as `unknown`, never as an empty cell or as “no”. */
export const registerCsv = ({ entries }: Register): string =>
  stringify(
    entries.map(({ id, names, category, agencies, mandatory, announcedFor, state, source, sample }) => [
      id,
      names.tg,
      names.ru ?? '',
      names.en ?? '',
      category,
      agencies.length > 0 ? agencies.join(' ') : 'unknown',
      mandatory === null ? 'unknown' : mandatory ? 'yes' : 'no',
      state,
      announcedFor ?? '',
      source,
      sample ? 'yes' : 'no',
    ]),
    {
      header: true,
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      columns: [
        'id',
        'title_tg',
        'title_ru',
        'title_en',
        'category',
        'bodies',
        'mandatory_automation',
        'state',
        'announced_for',
        'source',
        'sample',
      ],
    },
  );
