const DAY = 86_400_000;

/** Days from one `yyyy-mm-dd` to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY);

/** A machine-readable day of a `datetime` attribute, or nothing. */
export const dayOf = (text: string | undefined): string | undefined => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
  return day && !Number.isNaN(Date.parse(day)) ? day : undefined;
};
