import { fold, stemTajik } from '@hukumat/contract/locale';
import { expect, test } from 'vitest';
import browserEn from './browser/en.json' with { type: 'json' };
import browserRu from './browser/ru.json' with { type: 'json' };
import browserTg from './browser/tg.json' with { type: 'json' };
import glossary from './glossary.json' with { type: 'json' };
import { messages } from './index.ts';

// The glossary says which Tajik word the portal uses for what. A text may leave it only where this list says why.

const { terms } = glossary;
const all: Record<'tg' | 'ru' | 'en', Record<string, string>> = {
  tg: { ...messages.tg, ...browserTg },
  ru: { ...messages.ru, ...browserRu },
  en: { ...messages.en, ...browserEn },
};
const keys = Object.keys(all.tg);
const text = (lang: 'tg' | 'ru' | 'en', key: string): string => all[lang][key] ?? '';
const plain = (words: string): string =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replace(/\(.*?\)|[«»"“”.!?…:,]/g, '')
    .trim();

/** Messages that say in Russian or English what a term says, and mean something else. */
const OWN_WORD: Readonly<Record<string, string>> = {
  'appeals.sender': 'whoever sends an appeal has their own name in the law on appeals',
  'apply.check': 'a heading over what is checked, not a call to check it',
  'account.list.own': 'my own applications, beside those for others',
  'desk.older': '"more" is said of days here',
  'pay.tryAgain': 'to pay again, not only to try',
  'standard.region': 'cities and districts outside the regions are among them',
  retry: 'the name of what a button does, as on other buttons',
};

test('every term is said in three languages and says how sure it is', () => {
  expect(terms).toHaveLength(165);
  expect(new Set(terms.map(({ id }) => id)).size).toBe(165);
  for (const term of terms) {
    expect(term.checked, term.id).toMatch(/^(wordsAttested|generalKnowledge)$/);
    for (const lang of ['tg', 'ru', 'en'] as const) expect(term[lang].trim(), `${term.id} ${lang}`).not.toBe('');
  }
});

test('a message that is a term of the glossary is its Tajik word', () => {
  const wrong = keys.flatMap((key) => {
    const said = terms.filter((term) => plain(text('ru', key)) === plain(term.ru) || plain(text('en', key)) === plain(term.en));
    if (said.length === 0 || key in OWN_WORD || said.some((term) => plain(text('tg', key)) === plain(term.tg))) return [];
    return [`${key}: «${text('tg', key)}», by the glossary «${said.map(({ tg }) => tg).join('» or «')}»`];
  });
  expect(wrong).toEqual([]);
});

/** Terms whose words are also used for other things or change too much: verbs, states, answers, names of pages. */
const KINDS_OF_NAMES = ['nav', 'auth', 'service', 'payment', 'form', 'domain', 'chrome'];
const NOT_NAMES = new Set([
  'close',
  'more',
  'published',
  'updated',
  'loading',
  'yes',
  'no',
  'optional',
  'fillIn',
  'select',
  'total',
  'free',
  'apply',
  'pay',
  'fee',
]);
/** Messages that have a term in passing. */
const IN_PASSING: Readonly<Record<string, string>> = {
  'message.application.party-asked.body': 'it asks to agree; the consent is the signature',
};

const wordsOf = (words: string): string[] => fold(words).match(/[\p{L}\p{M}\d]+/gu) ?? [];
/** Whether the text has the words of the phrase in their order, in any of their forms. */
function says(words: string, phrase: string): boolean {
  const [own, asked] = [wordsOf(words), wordsOf(phrase.replace(/\(.*?\)/g, '').split('/')[0] ?? '')];
  const same = (one: string, word: string) => {
    const start = word.slice(0, Math.max(4, word.length - 2));
    return one === word || (word.length > 3 && one.startsWith(start) && Math.abs(one.length - word.length) < 4);
  };
  return asked.length > 0 && own.some((_, at) => asked.every((word, i) => same(own[at + i] ?? '', word)));
}
const saysTajik = (words: string, phrase: string): boolean => {
  const own = wordsOf(words);
  return wordsOf(phrase.replace(/\(.*?\)/g, '')).every((word) => own.some((one) => one.includes(stemTajik(word))));
};

test('a message that has a term of the glossary in Russian and in English has its Tajik word', () => {
  const named = terms.filter(({ id, context }) => KINDS_OF_NAMES.includes(context) && !NOT_NAMES.has(id));
  expect(named.length).toBeGreaterThan(100);
  let met = 0;
  const wrong = named.flatMap((term) =>
    keys.flatMap((key) => {
      if (!says(text('ru', key), term.ru) || !says(text('en', key), term.en)) return [];
      met += 1;
      if (key in OWN_WORD || key in IN_PASSING || saysTajik(text('tg', key), term.tg)) return [];
      return [`${term.id} «${term.tg}» — ${key}: «${text('tg', key)}» | «${text('ru', key)}»`];
    }),
  );
  expect(met).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

test('the lists of exceptions hold nothing that is no exception', () => {
  for (const key of [...Object.keys(OWN_WORD), ...Object.keys(IN_PASSING)]) expect(keys, key).toContain(key);
});

/** One spelling for each word; what other spellings and loans look like. */
const SPELLINGS: readonly [wrong: RegExp, right: string][] = [
  [/мӯҳлат/i, 'муҳлат'],
  [/кӯмак/i, 'кумак'],
  [/мавзӯъ|мавзӯи/i, 'мавзуъ'],
  [/(^|[^\p{L}])туй(и|ҳо|ро|$|[^\p{L}])/iu, 'тӯй'],
  [/арусӣ/i, 'арӯсӣ'],
  [/сурога|адрес|(^|[^\p{L}])нишонии/iu, 'суроға'],
  [/паспорт/i, 'шиноснома'],
  [/(^|[^\p{L}])пушид/iu, 'пӯшидан'],
  [/аризд/i, 'аризадиҳанда'],
  [/хизматҳо/i, 'хизматрасониҳо'],
  [/(^|[^\p{L}])шумо/u, 'Шумо'],
  [/[љњќїўѓѕі]/i, 'a Tajik letter'],
];
test('Tajik texts have one spelling for a word, and address people as «Шумо»', () => {
  const wrong = keys.flatMap((key) =>
    SPELLINGS.filter(([pattern]) => pattern.test(text('tg', key))).map(([, right]) => `${key}: «${text('tg', key)}», write ${right}`),
  );
  expect(wrong).toEqual([]);
});
