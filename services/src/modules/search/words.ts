import { cyrillicReadings, fold, legacyReadings, repairLegacy, stemTajik } from '@hukumat/contract/locale';

/**
 * One way of writing for everything that sounds alike: as typed on a Russian keyboard, without the signs, and so that a
 * word in Latin letters comes out as the Cyrillic one does (`yuridiki` and `юридикӣ` are both `иуридики`).
 */
export const keyOf = (word: string): string =>
  fold(word)
    .replaceAll('дж', 'ч')
    .replace(/[эыйщцюяъь]/g, (letter) => SOUNDS[letter] ?? letter);
const SOUNDS: Readonly<Record<string, string>> = { э: 'е', ы: 'и', й: 'и', щ: 'ш', ц: 'тс', ю: 'иу', я: 'иа', ъ: '', ь: '' };

/** The words of a text as they stand. */
export const split = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const RUSSIAN_ENDINGS =
  /(иями|ями|ами|ией|иям|иях|ием|ого|его|ому|ему|ыми|ими|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ах|ях|ых|их|ии|ия|ию|ить|ать|еть|ять|ыть|[аяоеиыуюьй])$/;
const ENGLISH_ENDINGS = /(ations?|ings?|ed|es|e|s)$/;
const shortened = (word: string, endings: RegExp): string => {
  const stem = word.replace(endings, '');
  return stem.length >= 3 ? stem : word;
};

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 50_000;

/**
 * What a word is kept and found by: itself without the endings of any of the three languages, since a text may mix them.
 * Texts repeat their words, so what was cut once is remembered.
 */
export function stemsOf(word: string): readonly string[] {
  const before = known.get(word);
  if (before) return before;
  const folded = fold(word);
  const stems = /[a-z]/.test(folded)
    ? [shortened(folded, ENGLISH_ENDINGS)]
    : [keyOf(stemTajik(folded)), keyOf(shortened(folded, RUSSIAN_ENDINGS))];
  const own = [...new Set(stems)].filter(Boolean);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, own);
  return own;
}

/** One word of a question with everything it may mean. */
export interface Asked {
  /** As typed. */
  word: string;
  keys: string[];
  stems: string[];
}

/** Words that say nothing about what is looked for; a question of only such words is taken as it is. */
const EMPTY = new Set(
  [
    'ва дар аз ба бо то ки ё барои чи тавр чӣ гуна кучо куҷо мумкин лозим лозимаст гирифтан мехоҳам мехохам чанд оид оиди дихед кунад кардан метавонам',
    'и в во на с со о об от до по к у за из для как где что или не при получить оформить сделать хочу нужно нужна нужен можно подать заказать через',
    'the a an of for to in on at and or how where what get obtain apply need want i my do can with from',
  ]
    .join(' ')
    .split(' ')
    .map(keyOf),
);

/** The words of a question, each with its readings: both legacy encodings, Latin letters, the other keyboard. */
export function asked(question: string): Asked[] {
  const repaired = repairLegacy(question.slice(0, 200)).text;
  const all = split(repaired).slice(0, 12).map(readings);
  const telling = all.filter((one) => !one.keys.every((key) => EMPTY.has(key)));
  return telling.length > 0 ? telling : all;
}

/** A word with its readings. */
export function readings(word: string): Asked {
  const forms = legacyReadings(word).flatMap((form) => (/^[\p{Script=Latin}\p{M}]+$/u.test(form) ? latinForms(form) : [form]));
  const keys = [...new Set(forms.map(keyOf))].filter(Boolean);
  return { word, keys, stems: [...new Set(forms.flatMap(stemsOf))] };
}

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбю';
/** A word in Latin letters, the same in Cyrillic, and what its keys give on a Russian keyboard. */
function latinForms(word: string): string[] {
  const other = [...word.toLowerCase()].map((letter) => CYRILLIC_KEYS[LATIN_KEYS.indexOf(letter)] ?? '').join('');
  return [word, ...cyrillicReadings(word), ...(word.length > 3 && other.length === word.length ? [other] : [])];
}
