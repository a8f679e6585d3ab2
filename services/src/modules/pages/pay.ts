import { dushanbeDate, formatDate, formatDateTime, formatMoney } from '@hukumat/contract/locale';
import { bankPage, inLang, isMessage, paymentsPage, payPage, receiptOfPaymentPage } from '@hukumat/shell/document';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Invoice, SANDBOX_CARDS } from '../payments/index.ts';
import { agencyName, serviceName } from './account-lines.ts';
import { type Person, signedIn, signedInPost } from './apply-person.ts';
import { one } from './apply-posted.ts';
import { local } from './local-address.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/** How long a person who comes back from the bank is held, so that the answer is there when the page is. */
const HOLD_MS = 4_000;
/** Then the page asks again by itself, with or without JavaScript, and after so many times leaves it to the link. */
const LOOK_AGAIN_SECONDS = 4;
const LOOKS = 6;

/** Paying for an application, the person's payments and their receipts, and the page of the demonstration bank. */
export const payRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/account/applications/:id/pay',
    personal: true,
    get: (visit, reply) =>
      signedIn(site, visit, 'low', async (person) => {
        const id = visit.params.id ?? '';
        const looks = Number(visit.query.back) || 0;
        const invoice = await (looks > 0 ? site.payments.awaitAnswer(person, id, HOLD_MS) : site.payments.ofApplication(person, id));
        if (!invoice) throw notFound('The payment');
        if (looks > 0 && looks < LOOKS && invoice.attempt === 'waiting')
          void reply.header('refresh', `${LOOK_AGAIN_SECONDS}; url=${visit.to(payPath(invoice))}?back=${looks + 1}`);
        return pay(site, visit, person, invoice, { renewable: await renewable(site, person, invoice) });
      }),
    post: (visit) => signedInPost(site, visit, {}, 'low', (person) => begin(site, visit, person)),
  },
  {
    pattern: '/account/payments',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => ({
        title: visit.t('payments.title'),
        unlisted: true,
        trail: [account(visit), { label: visit.t('payments.title') }],
        main: paymentsPage(
          (await site.payments.mine(person)).map((invoice) => ({
            href: visit.to(`/account/payments/${invoice.id}`),
            number: invoice.number,
            service: serviceName(site, invoice.service, visit.lang),
            sum: formatMoney(invoice.diram, visit.lang),
            on: formatDate(dushanbeDate(invoice.settledAt ?? invoice.createdAt), visit.lang),
            state: stateOn(site, invoice),
          })),
          visit,
        ),
      })),
  },
  {
    pattern: '/account/payments/:id',
    personal: true,
    get: (visit) =>
      signedIn(site, visit, 'low', async (person) => {
        const invoice = await site.payments.invoice(person, visit.params.id ?? '');
        if (!invoice.receipt || !invoice.settledAt) return { redirect: visit.to(payPath(invoice)) };
        return receipt(site, visit, person, invoice, invoice.receipt, invoice.settledAt);
      }),
  },
  {
    pattern: '/pay/sandbox/:session',
    personal: true,
    get: async (visit) => bank(site, visit, false),
    post: async (visit) => {
      const card = SANDBOX_CARDS.find((known) => known === one(visit.body, 'card'));
      const choice = one(visit.body, 'leave') ? 'leave' : card;
      if (!site.bank) throw notFound('The page');
      if (!choice) return bank(site, visit, true);
      const { returnTo } = await site.bank.pay(visit.params.session ?? '', choice);
      return { redirect: onThisPortal(site, returnTo) };
    },
  },
];

const account = ({ t, to }: Visit) => ({ label: t('account.title'), href: to('/account/') });
const payPath = ({ application }: Invoice): string => `/account/applications/${application}/pay`;

async function begin(site: Site, visit: Visit, person: Person): Promise<Answer> {
  const id = visit.params.id ?? '';
  try {
    if (one(visit.body, 'renew')) {
      await site.applications.renewInvoice(person, id);
      return { redirect: visit.to(`/account/applications/${id}/pay`) };
    }
    const { url } = await site.payments.begin(person, id, visit.lang);
    return { redirect: onThisPortal(site, url) };
  } catch (error) {
    if (!(error instanceof Problem) || !['payment-provider-away', 'invoice-not-open'].includes(error.code)) throw error;
    const invoice = await site.payments.ofApplication(person, id);
    if (!invoice) throw notFound('The payment');
    const shown = { away: error.status === 503, renewable: await renewable(site, person, invoice) };
    return { ...pay(site, visit, person, invoice, shown), status: error.status };
  }
}

/** The embedded bank lives on our origin. A provider elsewhere needs its origin in the policy of our pages first. */
function onThisPortal({ origin }: Site, url: string): string {
  const { origin: at, pathname, search } = new URL(url);
  return at === origin ? local(pathname + search) : '/';
}

/** An invoice whose last day went by is expired, even before the job has written it. */
const stateOn = (site: Site, { state, payableUntil }: Invoice) =>
  state === 'open' && payableUntil < site.today() ? ('expired' as const) : state;

/** Whether a new invoice can be asked for: the decision stands, and only the fee for issuing is owed. */
async function renewable(site: Site, person: Person, invoice: Invoice): Promise<boolean> {
  if (invoice.occasion !== 'issue' || stateOn(site, invoice) !== 'expired') return false;
  const { feeDue, expiresOn } = await site.applications.open(person, invoice.application);
  return feeDue === true && (expiresOn ?? '') >= site.today();
}

interface Shown {
  /** The bank did not answer. */
  away?: boolean;
  renewable?: boolean;
}

function pay(site: Site, visit: Visit, person: Person, invoice: Invoice, { away, renewable }: Shown = {}): Page {
  const { t, to, lang } = visit;
  const now = stateOn(site, invoice);
  const state = now === 'open' ? (invoice.attempt ?? now) : now;
  return {
    title: t(`pay.title.${state}`),
    unlisted: true,
    trail: [account(visit), { label: t('payments.title'), href: to('/account/payments') }, { label: invoice.number }],
    main: payPage(
      {
        bill: billOf(site, visit, person, invoice),
        state,
        until: formatDate(invoice.payableUntil, lang),
        action: to(payPath(invoice)),
        again: to(`${payPath(invoice)}?back=1`),
        applicationHref: to(`/account/applications/${invoice.application}`),
        ...(invoice.receipt ? { receipt: { number: invoice.receipt, href: to(`/account/payments/${invoice.id}`) } } : {}),
        ...(away ? { away } : {}),
        issue: invoice.occasion === 'issue',
        ...(renewable ? { renewable } : {}),
      },
      visit,
    ),
  };
}

function receipt(site: Site, visit: Visit, person: Person, invoice: Invoice, number: string, settledAt: Date): Page {
  const { t, to, lang } = visit;
  return {
    title: `${t('receiptOf.title')} ${number}`,
    unlisted: true,
    trail: [account(visit), { label: t('payments.title'), href: to('/account/payments') }, { label: number }],
    main: receiptOfPaymentPage(
      {
        bill: billOf(site, visit, person, invoice),
        number,
        paidAt: formatDateTime(settledAt, lang),
        applicationHref: to(`/account/applications/${invoice.application}`),
        ...(invoice.refund
          ? { refund: { on: formatDate(dushanbeDate(invoice.refund.at), lang), reason: reasonOf(visit, invoice.refund.reason) } }
          : {}),
      },
      visit,
    ),
  };
}

/** The engine says why by a code; what it does not know by a code is shown as it was written. */
const reasonOf = ({ t }: Visit, reason: string): string => {
  const key = `refund.${reason}`;
  return isMessage(key) ? t(key) : reason;
};

const billOf = (site: Site, { lang }: Visit, person: Person, invoice: Invoice) => ({
  number: invoice.number,
  application: invoice.applicationNumber,
  service: serviceName(site, invoice.service, lang),
  agency: agencyName(site, invoice.agency, lang),
  payer: person.name,
  lines: invoice.lines.map(({ label, diram }) => ({ label: inLang(label, lang), sum: formatMoney(diram, lang) })),
  total: formatMoney(invoice.diram, lang),
});

async function bank(site: Site, visit: Visit, missing: boolean): Promise<Page> {
  const session = await site.bank?.session(visit.params.session ?? '');
  if (!session) throw notFound('The page');
  const open = session.state === 'open';
  return {
    title: visit.t('bank.title'),
    unlisted: true,
    ...(missing && open ? { status: 422 } : {}),
    main: bankPage(
      {
        reference: session.reference,
        sum: formatMoney(session.diram, visit.lang),
        state: open || session.state === 'thinking' ? (session.state as 'open' | 'thinking') : 'over',
        cards: SANDBOX_CARDS,
        action: visit.to(`/pay/sandbox/${visit.params.session}`),
        returnTo: onThisPortal(site, session.returnTo),
        ...(missing ? { missing } : {}),
      },
      visit,
    ),
  };
}
