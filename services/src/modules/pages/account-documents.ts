import { formatDate, formatDateTime } from '@hukumat/contract/locale';
import { type DocumentModel, documentPage, documentsPage, inLang } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import { type IssuedDocument, qrPath } from '../documents/index.ts';
import { agencyName, serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import { refusalText } from './refusal-text.ts';
import type { Page, PageRoute, Visit } from './visit.ts';

const PATH = '/account/documents';
const account = ({ t, to }: Visit) => ({ label: t('account.title'), href: to('/account/') });

/** The person's sealed documents: cards, one with its QR, the file, and taking back what is theirs to take back. */
export const documentRoutes = (site: Site): PageRoute[] => [
  {
    pattern: PATH,
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => ({
        title: visit.t('documents.title'),
        unlisted: true,
        trail: [account(visit), { label: visit.t('documents.title') }],
        main: documentsPage(
          (await site.documents.mine(person)).map((document) => lineOf(site, visit, document)),
          visit,
        ),
      })),
  },
  {
    pattern: `${PATH}/:file`,
    personal: true,
    get: (visit, reply) =>
      signedIn(site, visit, 'low', async (person) => {
        const file = visit.params.file ?? '';
        if (!file.endsWith('.pdf')) return page(site, visit, person, file);
        const { document, bytes } = await site.documents.file(person, file.slice(0, -4));
        await reply
          .header('content-type', 'application/pdf')
          .header('content-disposition', `attachment; filename="${document.number}.pdf"`)
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .send(Buffer.from(bytes));
        return { sent: true };
      }),
  },
  {
    pattern: `${PATH}/:file/revoke`,
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        const id = visit.params.file ?? '';
        const typed = one(visit.body, 'reason') ?? '';
        // The owner's page: a desk revokes at its own address.
        await site.documents.one(person, id);
        try {
          await site.documents.revoke(person, id, typed);
        } catch (error) {
          const text = refusalText(visit, error);
          if (!text || !(error instanceof Problem)) throw error;
          return { ...(await page(site, visit, person, id, { error: text, typed })), status: error.status };
        }
        return { redirect: visit.to(`${PATH}/${id}`) };
      }),
  },
];

const lineOf = (site: Site, { lang, to }: Visit, document: IssuedDocument) => ({
  href: to(`${PATH}/${document.id}`),
  title: inLang(document.title, lang),
  number: document.number,
  agency: agencyName(site, document.agency, lang),
  state: document.state,
  issuedOn: formatDate(document.issuedOn, lang),
  ...(document.validUntil ? { validUntil: formatDate(document.validUntil, lang) } : {}),
  file: to(`${PATH}/${document.id}.pdf`),
  quiet: document.quiet,
});

async function page(site: Site, visit: Visit, person: Person, id: string, wrong?: { error: string; typed: string }): Promise<Page> {
  const { t, to, lang } = visit;
  const document = await site.documents.one(person, id);
  const given = await site.documents.handOvers(person, document.id);
  const mayRevoke = document.mandate && document.state === 'issued';
  const model: DocumentModel = {
    ...lineOf(site, visit, document),
    verify: to(`/verify/${document.code}`),
    ...(document.statement && document.state === 'issued' ? { qr: qrPath(document.statement, 100) } : {}),
    ...(document.revokedOn
      ? { revoked: { on: formatDate(document.revokedOn, lang), ...(document.revokedReason ? { reason: document.revokedReason } : {}) } }
      : {}),
    handOvers: given.map((one) => ({
      service: serviceName(site, one.toService, lang),
      agency: agencyName(site, one.toAgency, lang),
      when: formatDateTime(one.at, lang),
      consent: one.consent,
      opened: one.opened.map(({ officerName, at }) => ({ officer: officerName, when: formatDateTime(at, lang) })),
    })),
    ...(mayRevoke || wrong
      ? {
          revoke: {
            action: to(`${PATH}/${document.id}/revoke`),
            ask: `${to(`${PATH}/${document.id}`)}?revoke=1#revoke`,
            asked: visit.query.revoke === '1' || wrong !== undefined,
            ...wrong,
          },
        }
      : {}),
  };
  return {
    title: model.title,
    unlisted: true,
    ...(document.quiet ? { tone: 'quiet' as const } : {}),
    trail: [account(visit), { label: t('documents.title'), href: to(PATH) }, { label: document.number }],
    main: documentPage(model, visit),
  };
}
