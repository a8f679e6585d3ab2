import type { Lang, Text } from '@hukumat/contract';
import type { ActKind, ContentFile, ContentTypeName } from '@hukumat/contract/content';

/** What an old page can become. Anything that is not recognised is a page. */
export type BecomesType = Extract<ContentTypeName, 'page' | 'news' | 'act' | 'vacancy' | 'leader' | 'contact'>;

/** One language of an old page on its way into the content. */
export interface Wording {
  lang: Lang;
  title: string;
  /** Markdown. */
  body: string;
}

export interface Old {
  kind: 'page' | 'news';
  wordings: readonly Wording[];
  categories: readonly string[];
  /** Addresses in one spelling. */
  addresses: readonly string[];
  published?: string;
  image?: ContentFile;
  /** Files that the text names, in their order. */
  files: readonly ContentFile[];
  institution: Text;
}

const VACANCY = /озмун|вакан|вазифа(?:ҳои)? холӣ|ҷойҳои холӣ|vacanc|competition/i;
const ACT = /санад|ҳуҷҷатҳои меъёрӣ|меъёрӣ|нормативн|законодател|правовые акты|legal acts|legislation/i;
const LEADER = /роҳбарият|руководств|leadership/i;
const CONTACT = /(?<!\p{L})(тамос|контакты|contacts?)(?!\p{L})/iu;
const CONTACT_ADDRESS = /\/(tamos|kontakty?|contacts?)(\.\w+)?\/?$/;
const NEWS_ADDRESS = /\/(akhbor|ahbor|khabar(ho)?|habar(ho)?|novosti|news)(\/|\.|$)/;

/** The type an old page becomes: told by what the old site filed it under, never by its text alone. */
export function typeOf(old: Pick<Old, 'kind' | 'categories' | 'addresses' | 'wordings'>): BecomesType {
  const filed = old.categories.join(' ');
  if (VACANCY.test(filed)) return 'vacancy';
  if (ACT.test(filed)) return 'act';
  if (LEADER.test(filed)) return 'leader';
  const named = old.wordings.some(({ title }) => CONTACT.test(title)) || old.addresses.some((address) => CONTACT_ADDRESS.test(address));
  if (named && old.wordings.some(({ body }) => phonesIn(body) || mailIn(body))) return 'contact';
  return old.kind === 'news' || old.addresses.some((address) => NEWS_ADDRESS.test(address)) ? 'news' : 'page';
}

/** The fields that can be known. What nobody wrote down stays empty, and the editor is asked for it before it is published. */
export function valuesOf(type: BecomesType, old: Old): Record<string, unknown> {
  const title = inLanguages(old, ({ title }) => title);
  const body = inLanguages(old, ({ body }) => body);
  const first = (of: (body: string) => string | undefined) => old.wordings.map(({ body }) => of(body)).find(Boolean);
  switch (type) {
    case 'page':
      return { title, body, section: 'about' };
    case 'news':
      return { title, body, topic: 'work', publishedAt: old.published, image: old.image && { ...old.image, alt: old.image.alt ?? title } };
    case 'act': {
      const words = old.wordings.map(({ title }) => title).join(' ');
      return {
        title,
        body,
        kind: kindOf(words),
        number: /(?:№|N\s?o?\.?|рақами)\s*([\p{L}\d][\p{L}\d/-]*)/u.exec(words)?.[1],
        date: dayIn(words) ?? old.published,
        file: old.files.find(({ mediaType }) => !mediaType.startsWith('image/')),
      };
    }
    case 'vacancy':
      return {
        institution: old.institution,
        post: title,
        requirements: inLanguages(old, ({ body }) => partOf(body, /талабот|требовани|requirement/i) ?? body),
        papers: inLanguages(old, ({ body }) => partOf(body, /ҳуҷҷат|документ|papers|documents/i)),
        publishedAt: old.published,
      };
    case 'leader':
      return { name: title, biography: body, photo: old.image && { ...old.image, alt: old.image.alt ?? title } };
    case 'contact':
      return {
        address: inLanguages(old, ({ body }) =>
          /(?:суроға|нишонӣ|адрес|address)\s*[:—-]\s*(.{5,200}?)(?:\.\s|\n|$)/i.exec(body)?.[1]?.trim(),
        ),
        phones: first(phonesIn),
        email: first(mailIn),
        hours: inLanguages(old, ({ body }) =>
          /(?:соат(?:ҳои)? кор\S*|часы работы|opening hours)\s*[:—-]\s*(.{5,150}?)(?:\.\s|\n|$)/i.exec(body)?.[1]?.trim(),
        ),
      };
  }
}

const inLanguages = (old: Old, of: (wording: Wording) => string | undefined): Record<string, string> | undefined => {
  const said = old.wordings.flatMap((wording) => {
    const text = of(wording)?.trim();
    return text ? [[wording.lang, text]] : [];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
};

/** The part of a text under the heading that fits. */
function partOf(body: string, heading: RegExp): string | undefined {
  const lines = body.split('\n');
  const from = lines.findIndex((line) => /^(#{2,6} |\*\*)/.test(line) && heading.test(line));
  if (from < 0) return undefined;
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => /^(#{2,6} |\*\*[^*]+\*\*:?$)/.test(line));
  return (to < 0 ? rest : rest.slice(0, to)).join('\n').trim() || undefined;
}

const KINDS: readonly (readonly [ActKind, RegExp])[] = [
  ['regulation', /низомнома|положени|regulation/i],
  ['instruction', /дастурамал|инструкци|instruction/i],
  ['decree', /фармони|указ(?!ани)|decree/i],
  ['resolution', /қарор|постановлени|resolution/i],
  ['order', /фармоиш|приказ|order/i],
  ['law', /қонун|закон(?!одат)|law/i],
];
const kindOf = (words: string): ActKind | undefined => KINDS.find(([, pattern]) => pattern.test(words))?.[0];

function dayIn(words: string): string | undefined {
  const [, day = '', month = '', year = ''] = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(words) ?? [];
  return year && Number(month) <= 12 && Number(day) <= 31 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function phonesIn(body: string): string | undefined {
  const found = [...body.matchAll(/\+?\s?992[\s()-]*((?:\d[\s()-]*){9})(?!\d)/g)].map(
    ([, digits = '']) => `+992${digits.replace(/\D/g, '')}`,
  );
  return found.length > 0 ? [...new Set(found)].slice(0, 10).join(', ') : undefined;
}
const mailIn = (body: string): string | undefined => /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(body)?.[0];
