/** A free time as the portal's own list offers it. */
export interface Slot {
  id: string;
  /** `yyyy-mm-dd`. */
  day: string;
  /** `hh:mm`. */
  time: string;
  /** How the portal's list names it. */
  label: string;
}

/** The end of a slot's id says when it is: `….20261126.0930`. */
const WHEN = /\.(\d{4})(\d{2})(\d{2})\.(\d{2})(\d{2})$/;

/** The options that are times, by day and in order; anything else in the list is left to the list. */
export function daysOf(options: readonly { value: string; label: string }[]): [day: string, slots: Slot[]][] {
  const days = new Map<string, Slot[]>();
  for (const { value, label } of options) {
    const [, year, month, date, hour, minute] = WHEN.exec(value) ?? [];
    if (!year) continue;
    const day = `${year}-${month}-${date}`;
    days.set(day, [...(days.get(day) ?? []), { id: value, day, time: `${hour}:${minute}`, label }]);
  }
  return [...days]
    .map(([day, slots]): [string, Slot[]] => [day, slots.sort((a, b) => a.time.localeCompare(b.time))])
    .sort(([a], [b]) => a.localeCompare(b));
}
