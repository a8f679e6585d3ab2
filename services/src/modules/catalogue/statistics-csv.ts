import { stringify } from 'csv-stringify/sync';
import type { Figures } from './catalogue.ts';

/** Public figures as a table. An empty cell: too few people stand behind it. */
export const statisticsCsv = (figures: readonly Figures[]): string =>
  stringify(
    figures.map((one) => [
      one.service,
      one.agency,
      one.volume,
      one.p50WorkingDays,
      one.p90WorkingDays,
      one.onTimeShare,
      one.refusedShare,
      one.channels.online,
      one.channels.centre,
      one.satisfaction?.average,
      one.satisfaction?.ratings,
    ]),
    {
      header: true,
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      columns: [
        'service',
        'body',
        'applications',
        'p50_working_days',
        'p90_working_days',
        'on_time_share',
        'refused_share',
        'online',
        'centre',
        'satisfaction',
        'ratings',
      ],
    },
  );
