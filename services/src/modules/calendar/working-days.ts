import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const day = z.strictObject({ date: z.iso.date(), name: z.string().min(1), sample: z.literal(true).optional() });
const yearSchema = z.strictObject({ year: z.int(), source: z.string().min(1), free: z.array(day), worked: z.array(day) });
type Year = z.infer<typeof yearSchema>;

/** Working days of the published years. Dates are `yyyy-mm-dd` in Dushanbe. */
export interface WorkingDays {
  /** Whether a day is worked. Undefined when its year is not published. */
  works(date: string): boolean | undefined;
  /**
   * The last day of a term of `days` that starts the day after `from`.
   * Undefined when the term reaches into a year whose calendar is not published.
   */
  dueOn(from: string, days: number): string | undefined;
  /** Working days after `from` up to and including `to`; 0 when `to` is not later. Undefined for unpublished years. */
  between(from: string, to: string): number | undefined;
}

/** Reads every year in `years/`. A new year is a new file. */
export function publishedWorkingDays(): WorkingDays {
  const folder = new URL('./years/', import.meta.url);
  return workingDays(readdirSync(folder).map((file) => yearSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))));
}

function workingDays(years: readonly Year[]): WorkingDays {
  const known = new Map(
    years.map((y) => [y.year, { free: new Set(y.free.map((d) => d.date)), worked: new Set(y.worked.map((d) => d.date)) }]),
  );
  const works = (date: string): boolean | undefined => {
    const year = known.get(Number(date.slice(0, 4)));
    if (!year) return undefined;
    if (year.worked.has(date)) return true;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !year.free.has(date);
  };
  return {
    works,
    dueOn(from, days) {
      let date = from;
      for (let left = days; left > 0; ) {
        date = after(date);
        const working = works(date);
        if (working === undefined) return undefined;
        if (working) left -= 1;
      }
      return date;
    },
    between(from, to) {
      let count = 0;
      for (let date = after(from); date <= to; date = after(date)) {
        const working = works(date);
        if (working === undefined) return undefined;
        if (working) count += 1;
      }
      return count;
    },
  };
}

const after = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
