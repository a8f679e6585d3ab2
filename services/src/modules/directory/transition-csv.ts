import { stringify } from 'csv-stringify/sync';
import type { TransitionLine } from './transition.ts';

/** The register of the transition as a table. */
export const transitionCsv = (lines: readonly TransitionLine[]): string =>
  stringify(
    lines.map((line) => [
      line.agency,
      line.names.tg,
      line.names.ru,
      line.names.en,
      line.level,
      line.region,
      line.state ?? '',
      line.since ?? '',
      line.inspected ? 1 : 0,
      line.sample ? 1 : 0,
    ]),
    {
      header: true,
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      columns: ['body', 'name_tg', 'name_ru', 'name_en', 'level', 'region', 'state', 'since', 'site_inspected', 'sample'],
    },
  );
