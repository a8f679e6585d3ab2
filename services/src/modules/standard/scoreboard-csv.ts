import { VERDICTS } from '@hukumat/contract/standard';
import { stringify } from 'csv-stringify/sync';
import type { AuditLine } from './standard.ts';

/** The scoreboard as a table: one line for each audited section, counts and never one number. */
export const scoreboardCsv = (lines: readonly AuditLine[]): string =>
  stringify(
    lines.map(({ agency, day, state, counts }) => [agency, day, state, ...VERDICTS.map((verdict) => counts[verdict])]),
    {
      header: true,
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      columns: ['agency', 'audited_on', 'state', ...VERDICTS],
    },
  );
