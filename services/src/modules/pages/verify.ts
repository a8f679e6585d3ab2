import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import { checkStatement } from '@hukumat/contract/statement';
import { inLang, type OfflineModel, offlinePage, type VerdictModel, type VerifyModel, verifyPage } from '@hukumat/shell/document';
import type { Verdict } from '../documents/index.ts';
import { agencyName, serviceName } from './account-lines.ts';
import { one, posted } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

/** Checking a document: for anybody, by code or by file. */
export const verifyRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/verify',
    personal: true,
    bodyLimit: 12_000_000,
    get: (visit) => {
      const typed = visit.query.code?.trim();
      if (typed === undefined) return page(visit, { code: '' });
      const code = typed.replace(/[\s-]/g, '');
      if (/^[0-9A-Za-z]{26}$/.test(code)) return { redirect: visit.to(`/verify/${code.toUpperCase()}`) };
      return page(visit, { code: typed, codeError: visit.t('verify.codeWrong') }, 422);
    },
    post: async (visit) => {
      const file = (await posted(visit, true)).files.find(({ field, bytes }) => field === 'file' && bytes.byteLength > 0);
      if (!file) return page(visit, { code: '', fileError: visit.t('verify.fileMissing') }, 422);
      return page(visit, { code: '', verdict: verdictOf(site, visit, await site.documents.verifyFile(file.bytes)) });
    },
  },
  {
    pattern: '/verify/offline',
    personal: true,
    get: (visit) => offline(site, visit, ''),
    post: (visit) => offline(site, visit, (one(visit.body, 'text') ?? '').slice(0, 4000)),
  },
  {
    pattern: '/verify/:code',
    personal: true,
    get: async (visit) => {
      const verdict = await site.documents.verify(visit.params.code ?? '');
      return page(
        visit,
        { code: verdict.result === 'unknown' ? (visit.params.code ?? '') : '', verdict: verdictOf(site, visit, verdict) },
        verdict.result === 'unknown' ? 404 : 200,
      );
    },
  },
];

/** The check of a QR's statement; the page brings the keys with it and needs no network afterwards. */
async function offline(site: Site, visit: Visit, typed: string): Promise<Page> {
  const { t, to, lang } = visit;
  const published = await site.documents.published();
  const checked = typed ? await checkStatement(typed, published, new Date(published.at)) : undefined;
  const { facts } = checked ?? {};
  const model: OfflineModel = {
    published,
    asOf: formatDateTime(new Date(published.at), lang),
    typed,
    ...(checked ? { result: checked.result } : {}),
    ...(facts
      ? {
          facts: {
            number: facts.number,
            initials: facts.initials,
            issuedOn: formatDate(facts.issuedOn, lang),
            ...(facts.validUntil ? { validUntil: formatDate(facts.validUntil, lang) } : {}),
          },
        }
      : {}),
  };
  return {
    title: t('offline.title'),
    enhances: true,
    ...(typed ? { unlisted: true } : {}),
    trail: [{ label: t('verify.title'), href: to('/verify') }, { label: t('offline.title') }],
    main: offlinePage(model, visit),
  };
}

const page = (visit: Visit, model: VerifyModel, status = 200): Page => ({
  title: model.verdict ? `${visit.t(`verify.${model.verdict.result}`)}: ${visit.t('verify.title')}` : visit.t('verify.title'),
  ...(status === 200 ? {} : { status }),
  ...(model.verdict ? { unlisted: true } : {}),
  ...(model.verdict?.quiet ? { tone: 'quiet' as const } : {}),
  trail: [{ label: visit.t('verify.title') }],
  main: verifyPage(model, visit),
});

function verdictOf(site: Site, { t, lang }: Visit, verdict: Verdict): VerdictModel {
  if (verdict.result === 'unknown') return { result: 'unknown', facts: [], quiet: false };
  const { result, quiet } = verdict;
  const numbered = [
    { label: t('verify.number'), value: verdict.number },
    { label: t('verify.kind'), value: inLang(verdict.title, lang) },
    { label: t('verify.agency'), value: agencyName(site, verdict.agency, lang) },
  ];
  if (verdict.code === undefined) return { result, quiet, facts: numbered };
  const { mandate } = verdict;
  return {
    result,
    quiet,
    facts: [
      ...numbered,
      { label: t('verify.holder'), value: verdict.initials },
      { label: t('verify.issuedOn'), value: formatDate(verdict.issuedOn, lang) },
      ...(verdict.validUntil ? [{ label: t('verify.validUntil'), value: formatDate(verdict.validUntil, lang) }] : []),
      ...(verdict.revokedOn ? [{ label: t('verify.revokedOn'), value: formatDate(verdict.revokedOn, lang) }] : []),
      ...(mandate
        ? [
            { label: t('verify.grantee'), value: mandate.grantee },
            { label: t('verify.mandate'), value: mandate.services.map((id) => serviceName(site, id, lang)).join('; ') },
            {
              label: t('verify.mandateDays'),
              value: t('mandates.days', { from: formatDate(mandate.from, lang), to: formatDate(mandate.to, lang) }),
            },
            { label: t('verify.mandateState'), value: t(`mandates.${mandate.state}`) },
          ]
        : []),
      { label: t('verify.digest'), value: verdict.sha256, mono: true },
    ],
  };
}
