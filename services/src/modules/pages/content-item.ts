import type { Text } from '@hukumat/contract';
import { contentName, vacancyState } from '@hukumat/contract/content';
import { dushanbeDate, formatDate, formatMoney, formatNumber } from '@hukumat/contract/locale';
import { endedPage, html, type ItemModel, inLang, itemPage, type Part } from '@hukumat/shell/document';
import { notFound } from '../../platform/problem.ts';
import type { AnyPublished } from '../content/index.ts';
import type { Agency } from '../directory/index.ts';
import { choiceLabel, fileOf, pictureOf, stampsOf, written } from './content-lines.ts';
import type { Site } from './needs.ts';
import { agencyOf, modelOf, trailOf } from './section.ts';
import type { Answer, PageRoute, Visit } from './visit.ts';

/** Items of the sections that have an address of their own. */
export const contentItemRoutes = (site: Site): PageRoute[] =>
  (['news', 'vacancies', 'documents', 'open-data'] as const).map(
    (folder): PageRoute => ({
      pattern: `/:agency/${folder}/:slug`,
      async get(visit) {
        const answer = await contentAt(site, visit, agencyOf(site, visit));
        if (!answer) throw notFound('This page');
        return answer;
      },
    }),
  );

/** What stands at the visited address by the hand of an editor, or what became of it. */
export async function contentAt(site: Site, visit: Visit, agency: Agency): Promise<Answer | undefined> {
  const found = await site.content.atPath(visit.path);
  if (!found) return undefined;
  if (found.state === 'redirect') return { redirect: visit.to(found.to), status: 301 };
  const section = modelOf(site, visit, agency);
  const name = inLang(agency.names, visit.lang);
  const frame = { section: { agency: agency.id, name } };
  if (found.state !== 'live') {
    const withdrawn = found.state === 'withdrawn';
    const title = visit.t(withdrawn ? 'content.withdrawn' : 'content.gone');
    return {
      ...frame,
      title,
      status: 410,
      unlisted: true,
      trail: trailOf(visit, agency, title),
      main: endedPage({ section, withdrawn, reason: found.reason, since: dushanbeDate(found.since) }, visit),
    };
  }
  const { item } = found;
  const named = inLang(contentName(item.type, item.values as unknown as Record<string, unknown>), visit.lang);
  const description = descriptionOf(item);
  return {
    ...frame,
    title: `${named} · ${inLang(agency.shortNames ?? agency.place ?? agency.names, visit.lang)}`,
    description: description ? inLang(description, visit.lang) : visit.t('section.description', { name }),
    trail: itemTrail(visit, agency, item, named),
    structured: structuredOf(site, visit, item, agency),
    main: itemPage({ ...partsOf(site, visit, item), section, stamps: stampsOf(item) }, visit),
  };
}

const FOLDER = {
  news: 'news',
  notice: 'news',
  vacancy: 'vacancies',
  act: 'documents',
  draftAct: 'documents',
  dataset: 'open-data',
  budgetReport: 'open-data',
} as const;
const underOf = (item: AnyPublished): ItemModel['under'] =>
  item.type === 'page' ? item.values.section : item.type in FOLDER ? FOLDER[item.type as keyof typeof FOLDER] : 'about';

function itemTrail(visit: Visit, agency: Agency, item: AnyPublished, named: string) {
  const under = underOf(item);
  const [bodies, body] = trailOf(visit, agency, named);
  const part = { label: visit.t(`section.page.${under}`), href: visit.to(`/${agency.id}/${under}`) };
  return [bodies, body, part, { label: named }].flatMap((one) => (one ? [one] : []));
}

function descriptionOf(item: AnyPublished): Text | undefined {
  if (item.type === 'news') return item.values.summary;
  return item.type === 'vacancy' ? item.values.institution : undefined;
}

type Parts = Omit<ItemModel, 'section' | 'stamps'>;

/** What each type shows of itself, and in which order. */
function partsOf(site: Site, visit: Visit, item: AnyPublished): Parts {
  const { t, lang } = visit;
  const day = (date: string): Part => html`<time datetime=${date}>${formatDate(date, lang)}</time>`;
  const text = (one: Text) => written(one, lang);
  const title = contentName(item.type, item.values as unknown as Record<string, unknown>);
  const parts = (given: Partial<Parts>): Parts => {
    const texts = given.texts ?? [];
    const langs = [title[lang] ? lang : 'tg', ...texts.map((one) => one.text.lang)] as const;
    return { under: underOf(item), hook: 'item', title, facts: [], ...given, texts, langs: [...langs] };
  };
  const over = item.endsOn !== undefined && item.endsOn < site.today();
  switch (item.type) {
    case 'news': {
      const { body, summary, topic, image } = item.values;
      return parts({
        hook: 'news-item',
        ...(summary ? { lead: summary } : {}),
        ...(image ? { picture: pictureOf(image) } : {}),
        facts: [{ label: t('content.topic'), value: inLang(choiceLabel('news', 'topic', topic), lang) }],
        texts: [{ text: text(body) }],
      });
    }
    case 'notice':
      return parts({
        hook: 'notice',
        ...(over ? { notice: { kind: 'warning', text: t('content.overText', { date: formatDate(item.values.validUntil, lang) }) } } : {}),
        facts: [{ label: t('content.validUntil'), value: day(item.values.validUntil) }],
        texts: [{ text: text(item.values.body) }],
      });
    case 'vacancy': {
      const { institution, unit, count, salary, requirements, papers, deadline, contact, stages, result } = item.values;
      const state = vacancyState(item.values, site.today());
      return parts({
        hook: 'vacancy',
        ...(state === 'open'
          ? {}
          : { notice: { kind: 'info', text: t(`content.vacancy.${state}Text`, { date: formatDate(deadline, lang) }) } }),
        facts: [
          { label: t('content.deadline'), value: day(deadline), hook: 'vacancy-deadline' },
          { label: t('content.institution'), value: inLang(institution, lang) },
          { label: t('content.unit'), value: inLang(unit, lang) },
          { label: t('content.count'), value: formatNumber(count, lang) },
          { label: t('content.salary'), value: formatMoney(salary, lang) },
          { label: t('content.contact'), value: inLang(contact, lang) },
        ],
        texts: [
          ...(result ? [{ title: t('content.result'), text: text(result) }] : []),
          { title: t('content.requirements'), text: text(requirements) },
          { title: t('content.papers'), text: text(papers) },
          ...(stages ? [{ title: t('content.stages'), text: text(stages) }] : []),
        ],
      });
    }
    case 'act': {
      const { kind, number, date, signatory, status, repealedOn, body, file } = item.values;
      const repealed = status === 'repealed';
      return parts({
        hook: 'act',
        ...(repealed ? { notice: { kind: 'warning', text: t('content.repealed') } } : {}),
        facts: [
          { label: t('content.actKind'), value: inLang(choiceLabel('act', 'kind', kind), lang) },
          { label: t('content.number'), value: number },
          { label: t('content.date'), value: day(date) },
          { label: t('content.signatory'), value: inLang(signatory, lang) },
          { label: t('content.status'), value: inLang(choiceLabel('act', 'status', status), lang), hook: 'act-status' },
          ...(repealedOn ? [{ label: t('content.repealedOn'), value: day(repealedOn) }] : []),
        ],
        texts: body ? [{ text: text(body) }] : [],
        ...(file ? { file: fileOf(file) } : {}),
      });
    }
    case 'draftAct': {
      const { body, explanatoryNote, until, file } = item.values;
      return parts({
        hook: 'act',
        ...(over ? { notice: { kind: 'info', text: t('content.discussionOver') } } : {}),
        facts: [{ label: t('content.discussedUntil'), value: day(until) }],
        texts: [
          { title: t('content.explanatoryNote'), text: text(explanatoryNote) },
          { title: t('content.draftText'), text: text(body) },
        ],
        ...(file ? { file: fileOf(file) } : {}),
      });
    }
    case 'dataset': {
      const { licence, cadence, description, schema, distribution } = item.values;
      return parts({
        hook: 'open-data',
        facts: [
          { label: t('content.licence'), value: inLang(choiceLabel('dataset', 'licence', licence), lang), hook: 'licence' },
          { label: t('content.cadence'), value: inLang(choiceLabel('dataset', 'cadence', cadence), lang) },
        ],
        texts: [...(description ? [{ text: text(description) }] : []), { title: t('content.columns'), text: text(schema) }],
        file: fileOf(distribution),
      });
    }
    case 'budgetReport':
      return parts({
        facts: [{ label: t('content.period'), value: item.values.period }],
        texts: [{ text: text(item.values.table) }],
        file: fileOf(item.values.file),
      });
    case 'page':
      return parts({
        facts: [{ label: t('content.owner'), value: inLang(item.values.owner, lang) }],
        texts: [{ text: text(item.values.body) }],
      });
    default:
      return parts({});
  }
}

/** The item in the words of schema.org, for search engines. */
function structuredOf(site: Site, visit: Visit, item: AnyPublished, agency: Agency): Record<string, unknown> {
  const { lang, to } = visit;
  const body = { '@type': 'GovernmentOrganization', name: inLang(agency.names, lang), url: site.origin + to(`/${agency.id}/`) };
  const common = {
    '@context': 'https://schema.org',
    url: site.origin + to(item.href),
    inLanguage: lang,
    datePublished: dushanbeDate(item.publishedAt),
    dateModified: dushanbeDate(item.updatedAt),
  };
  if (item.type === 'vacancy') {
    const { post, deadline, requirements, count, salary } = item.values;
    return {
      '@context': 'https://schema.org',
      '@type': 'JobPosting',
      title: inLang(post, lang),
      description: written(requirements, lang).html,
      datePosted: common.datePublished,
      validThrough: `${deadline}T23:59:59+05:00`,
      hiringOrganization: body,
      totalJobOpenings: count,
      baseSalary: {
        '@type': 'MonetaryAmount',
        currency: 'TJS',
        value: { '@type': 'QuantitativeValue', value: salary / 100, unitText: 'MONTH' },
      },
    };
  }
  const name = inLang(contentName(item.type, item.values as unknown as Record<string, unknown>), lang);
  const image = item.type === 'news' && item.values.image ? { image: site.origin + pictureOf(item.values.image).src } : {};
  return { ...common, ...image, '@type': item.type === 'news' ? 'NewsArticle' : 'WebPage', headline: name.slice(0, 110), publisher: body };
}
