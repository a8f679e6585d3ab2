import type { Text } from '@hukumat/contract';
import type { Entry, EntryType, Source } from './entry.ts';

// Made-up documents in the words of official texts, the same for every run: noise around the right answers, and the load
// of the benchmark.

const WORDS: Readonly<Record<keyof Text, string>> = {
  tg: 'вазорат ҳукумат қарор қонун ҷаласа натиҷа ҳисобот нақша сохтмон роҳ мактаб беморхона шаҳрванд ҳуҷҷат хизматрасонӣ маълумотнома иҷозат пардохт андоз боҷ суроға оила кӯдак таваллуд мошин нақлиёт ваколатнома озмун мансаб довталаб муҳлат рӯз сол моҳ шаҳр ноҳия деҳа ҷамоат вилоят кишоварз замин об барқ энергетика саноат корхона тиҷорат содирот воридот гумрук тамға аксиз суд адлия нотариус маориф илм донишгоҳ китобхона варзиш ҷавонон фарҳанг таърих осорхона сайёҳ табиат ҷангал обуҳаво борон барф зилзила бехатарӣ тандурустӣ духтур дору нафақа иҷтимоӣ меҳнат муҳоҷират забон имло рақамӣ портал электронӣ имзо тӯй маросим азодорӣ оммавӣ рушд иқтисод буҷет молия бонк қарз сармоя лоиҳа шартнома ҳамкорӣ байналмилалӣ',
  ru: 'министерство правительство постановление закон заседание итоги отчёт план строительство дорога школа больница гражданин документ услуга справка разрешение оплата налог пошлина адрес семья ребёнок рождение машина транспорт доверенность конкурс должность кандидат срок день год месяц город район село джамоат область сельское земля вода электричество энергетика промышленность предприятие торговля экспорт импорт таможня марка акциз суд юстиция нотариус образование наука университет библиотека спорт молодёжь культура история музей туризм природа лес погода дождь снег землетрясение безопасность здравоохранение врач лекарство пенсия социальный труд миграция язык правописание цифровой портал электронный подпись свадьба обряд траур развитие экономика бюджет финансы банк кредит инвестиции проект договор сотрудничество международный',
  en: 'ministry government decision law meeting results report plan construction road school hospital citizen document service certificate permit payment tax duty address family child birth vehicle transport attorney competition post candidate deadline day year month city district village community region farming land water power energy industry enterprise trade export import customs stamp excise court justice notary education science university library sport youth culture history museum tourism nature forest weather rain snow earthquake safety health doctor medicine pension social labour migration language spelling digital portal electronic signature wedding ceremony mourning development economy budget finance bank credit investment project agreement cooperation international',
};
const TYPES: readonly EntryType[] = ['news', 'news', 'act', 'vacancy', 'data', 'answer'];

const SYLLABLES: Readonly<Record<string, readonly string[]>> = {
  tg: 'ба ҳа ши ра ну ҷо ки ма та ду ғу ви қа са ло зӣ мӯ ри'.split(' '),
  ru: 'во ста про не ка ли ра ще ни ты мо ре зна бу да ше ко'.split(' '),
  en: 'ta re mo li con der sta vi pro ne ca lo mi tor bu sen'.split(' '),
};
const VOCABULARY = 6_000;
/** Made-up words with the real ones after the twenty most frequent. */
function vocabulary(real: readonly string[], syllables: readonly string[], next: (below: number) => number): string[] {
  const made = Array.from({ length: VOCABULARY - real.length }, () =>
    Array.from({ length: 2 + next(3) }, () => syllables[next(syllables.length)]).join(''),
  );
  return [...made.slice(0, 20), ...real, ...made.slice(20)];
}

/** `count` documents of `agencies`, with titles of six words, summaries of fifteen and bodies of a hundred and twenty. */
export function syntheticSource(count: number, agencies: readonly string[]): Source {
  let seed = 1;
  // Park and Miller's generator: small, and alike on every machine.
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const lists = Object.fromEntries(
    Object.entries(WORDS).map(([lang, words]) => [lang, vocabulary(words.split(' '), SYLLABLES[lang] ?? [], next)]),
  );
  /** Words by Zipf's law: the tenth is used a tenth as often as the first. */
  const say = (length: number): Text => {
    const picks = Array.from({ length }, () => Math.floor(VOCABULARY ** (next(1_000_000) / 1_000_000)) - 1);
    const sentence = (lang: string) => picks.map((pick) => lists[lang]?.[pick]).join(' ');
    return { tg: sentence('tg'), ru: sentence('ru'), en: sentence('en') };
  };
  return {
    name: 'synthetic',
    entries: () => {
      seed = 2;
      return Array.from({ length: count }, (_, at): Entry => {
        const agency = agencies[at % agencies.length] ?? 'mia';
        const type = TYPES[at % TYPES.length] ?? 'news';
        return {
          id: `synthetic:${at}`,
          type,
          title: say(6),
          summary: say(15),
          body: say(120),
          agency,
          path: `/${agency}/news/synthetic-${at}`,
        };
      });
    },
    onChange: () => undefined,
  };
}
