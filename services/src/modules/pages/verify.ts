import { formatDate } from '@hukumat/contract/locale';
import { inLang, type VerdictModel, type VerifyModel, verifyPage } from '@hukumat/shell/document';
import type { Verdict } from '../documents/index.ts';
import { agencyName } from './account-lines.ts';
import { posted } from './apply-posted.ts';
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

const page = (visit: Visit, model: VerifyModel, status = 200): Page => ({
  title: model.verdict ? `${visit.t(`verify.${model.verdict.result}`)}: ${visit.t('verify.title')}` : visit.t('verify.title'),
  ...(status === 200 ? {} : { status }),
  ...(model.verdict ? { unlisted: true } : {}),
  trail: [{ label: visit.t('verify.title') }],
  main: verifyPage(model, visit),
});

function verdictOf(site: Site, { t, lang }: Visit, verdict: Verdict): VerdictModel {
  if (verdict.result === 'unknown') return { result: 'unknown', facts: [] };
  return {
    result: verdict.result,
    facts: [
      { label: t('verify.number'), value: verdict.number },
      { label: t('verify.kind'), value: inLang(verdict.title, lang) },
      { label: t('verify.agency'), value: agencyName(site, verdict.agency, lang) },
      { label: t('verify.holder'), value: verdict.initials },
      { label: t('verify.issuedOn'), value: formatDate(verdict.issuedOn, lang) },
      ...(verdict.validUntil ? [{ label: t('verify.validUntil'), value: formatDate(verdict.validUntil, lang) }] : []),
      { label: t('verify.digest'), value: verdict.sha256, mono: true },
    ],
  };
}
