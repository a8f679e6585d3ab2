import type { AnswerSchema } from './service.ts';

export type FormatName = NonNullable<AnswerSchema['format']>;

/** A named shape of text: how what people type becomes what is stored, and whether the stored form is right. */
interface Format {
  store(typed: string): string;
  ok(stored: string): boolean;
}

/** Letters of the two alphabets that look alike; plates, passports and VINs are stored in Latin. */
const TWINS: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};
const latin = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[А-Я]/g, (letter) => TWINS[letter] ?? letter);
const plain = (typed: string): string => typed.normalize('NFC').trim().replace(/\s+/g, ' ');
const digits = (typed: string): string => typed.replace(/\s/g, '');
const two = (part: string): string => part.padStart(2, '0');

function isRealDate(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function storePhone(typed: string): string {
  const compact = typed.replace(/[\s().\-–]/g, '').replace(/^00/, '+');
  if (/^\d{9}$/.test(compact)) return `+992${compact}`;
  return /^992\d{9}$/.test(compact) ? `+${compact}` : compact;
}

/** A thing of the portal chosen from a list: whether it exists is for the server to say. */
const chosen: Format = { store: (typed) => typed.trim(), ok: (stored) => /^[0-9A-Za-z][0-9A-Za-z_.:-]{0,99}$/.test(stored) };

/** Every named format of the contract, implemented once for server and browser. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  /** Typed `21.03.2026`, `21/3/2026` or ISO; stored ISO. */
  date: {
    store(typed) {
      const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(typed.trim());
      return parts ? `${parts[3]}-${two(parts[2] ?? '')}-${two(parts[1] ?? '')}` : typed.trim();
    },
    ok: isRealDate,
  },
  time: {
    store(typed) {
      const parts = /^(\d{1,2})[:.](\d{2})$/.exec(typed.trim());
      return parts ? `${two(parts[1] ?? '')}:${parts[2]}` : typed.trim();
    },
    ok: (stored) => /^([01]\d|2[0-3]):[0-5]\d$/.test(stored),
  },
  email: {
    store: (typed) => typed.trim(),
    ok: (stored) => stored.length <= 254 && /^[^\s@<>"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(stored),
  },
  /** Nine digits of a Tajik number with or without the country code; stored `+992917123456`. */
  'tj-phone': { store: storePhone, ok: (stored) => /^\+992\d{9}$/.test(stored) },
  /** Nine digits. The rule of the last digits is not published, so only the length is checked. */
  'tj-tin': { store: digits, ok: (stored) => /^\d{9}$/.test(stored) },
  /** The single identification number of an entity: ten digits (as a public client of the services asks it). */
  'tj-ein': { store: digits, ok: (stored) => /^\d{10}$/.test(stored) },
  /** A code of goods in foreign trade: ten digits, often typed in groups. */
  'hs-code': { store: digits, ok: (stored) => /^\d{10}$/.test(stored) },
  /** `A` and seven or eight digits (identity card), or nine digits (passport for travel). */
  'tj-passport': { store: latin, ok: (stored) => /^(A\d{7,8}|\d{9})$/.test(stored) },
  /** `1234AA01`: typed in either alphabet with or without spaces, stored in Latin. */
  plate: { store: latin, ok: (stored) => /^\d{4}[ABEKMHOPCTYX]{1,2}0[1-8]$/.test(stored) },
  vin: { store: latin, ok: (stored) => /^[A-HJ-NPR-Z0-9]{17}$/.test(stored) },
  /** One or more words in any alphabet; a single name is allowed. */
  'person-name': {
    store: (typed) => plain(typed).replace(/ ?- ?/g, '-'),
    ok: (stored) => /^\p{L}[\p{L}\p{M}'’ʼ -]*$/u.test(stored) && stored.length <= 100,
  },
  'postal-code': { store: digits, ok: (stored) => /^73[4-7]\d{3}$/.test(stored) },
  'document-number': {
    store: (typed) => plain(typed).toUpperCase(),
    ok: (stored) => /^[\p{L}\p{N}№][\p{L}\p{N}/. №-]{0,39}$/u.test(stored),
  },
  slot: chosen,
  document: chosen,
};
