import { sql } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Context } from './context.ts';
import type { Channel, ServiceFigures } from './model.ts';
import type { Tables } from './tables.ts';

/** Fewer people than this could be recognised. */
const FEWEST = 5;
/** The figures tell of the last year. */
const LOOK_BACK_DAYS = 365;

interface Row {
  service: string;
  agency: string;
  volume: number;
  online: number;
  centre: number;
  decided: number;
  counted: number;
  p50: number | null;
  p90: number | null;
  judged: number;
  on_time: number;
  refused: number;
}

/** What is public about the services: counted, never named, and silent where few people stand behind a figure. */
export const serviceStatistics =
  (context: Context) =>
  async (service?: string): Promise<ServiceFigures[]> => {
    const since = new Date(context.platform.clock.now().getTime() - LOOK_BACK_DAYS * 86_400_000);
    return context.platform.db.read<Tables, ServiceFigures[]>(system('statistics'), async (db) => {
      const { rows } = await sql<Row>`
        select service, agency,
          count(*)::int as volume,
          (count(*) filter (where channel = 'online'))::int as online,
          (count(*) filter (where channel = 'centre'))::int as centre,
          (count(*) filter (where decided_at is not null))::int as decided,
          count(worked_days)::int as counted,
          percentile_disc(0.5) within group (order by worked_days) as p50,
          percentile_disc(0.9) within group (order by worked_days) as p90,
          count(on_time)::int as judged,
          (count(*) filter (where on_time))::int as on_time,
          (count(*) filter (where state = 'rejected'))::int as refused
        from applications.applications
        where submitted_at >= ${since} and ${service ?? null}::text is null or submitted_at >= ${since} and service = ${service ?? null}
        group by service, agency order by agency, service`.execute(db);
      const { rows: rated } = await sql<{ service: string; ratings: number; average: number }>`
        select service, count(*)::int as ratings, avg(stars)::float as average from applications.ratings
        where at >= ${since} group by service`.execute(db);
      return rows.map((row) =>
        figuresOf(
          row,
          rated.find((one) => one.service === row.service),
        ),
      );
    });
  };

function figuresOf(row: Row, rated: { ratings: number; average: number } | undefined): ServiceFigures {
  const share = (part: number, whole: number) => Math.round((part / whole) * 1000) / 1000;
  const channels: Partial<Record<Channel, number>> = {};
  // Both or neither: the hidden one could be had by subtracting.
  const channelsTold = [row.online, row.centre].every((count) => count === 0 || count >= FEWEST);
  if (channelsTold && row.volume >= FEWEST) Object.assign(channels, { online: row.online, centre: row.centre });
  return {
    service: row.service,
    agency: row.agency,
    channels,
    ...(row.volume >= FEWEST ? { volume: row.volume } : {}),
    ...(row.decided >= FEWEST ? { decided: row.decided, refusedShare: share(row.refused, row.decided) } : {}),
    ...(row.counted >= FEWEST && row.p50 !== null && row.p90 !== null ? { p50WorkingDays: row.p50, p90WorkingDays: row.p90 } : {}),
    ...(row.judged >= FEWEST ? { onTimeShare: share(row.on_time, row.judged) } : {}),
    ...(rated && rated.ratings >= FEWEST ? { satisfaction: { average: Math.round(rated.average * 10) / 10, ratings: rated.ratings } } : {}),
  };
}
