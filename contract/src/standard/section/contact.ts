import { LANGS } from '../../names.ts';
import { type Fault, itemFault, judge, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import type { Thing } from './message.ts';
import { documents, readPage, unanswered, withRole } from './read-page.ts';
import { releaseFacts, releaseFault } from './release-facts.ts';
import type { SectionSnapshot } from './snapshot.ts';
import { HOOK_CHARACTERS } from './structure.ts';

/** +992 and nine digits, written with spaces or without. */
const isPhone = (text: string): boolean => /\+992(?:[\s()-]*\d){9}(?!\d)/.test(text);
const isStateMail = (text: string): boolean => /[\w.+-]+@(?:[\w-]+\.)+tj\b/i.test(text);

const WANTED: readonly Thing[] = ['address', 'phone', 'email', 'hours', 'geo'];

/** K1: how to reach the body, complete, and a way there from every page. */
export function contacts(snapshot: SectionSnapshot): Outcome {
  const faults: Fault[] = [];
  const page = withRole(snapshot, 'contacts').find(({ status, lang }) => status === 200 && (lang ?? 'tg') === 'tg');
  let looked = 0;
  const item = snapshot.items?.find(({ type }) => type === 'contact');
  if (item) {
    looked += 1;
    for (const what of WANTED) if (!item.filled.includes(what)) faults.push(itemFault(snapshot.origin, item, { code: 'missing', what }));
    const { phones, email } = item.facts;
    if (phones && !isPhone(phones)) faults.push(itemFault(snapshot.origin, item, { code: 'wrong', what: 'phone', name: phones }, phones));
    if (email && !isStateMail(email)) faults.push(itemFault(snapshot.origin, item, { code: 'wrong', what: 'email', name: email }, email));
  } else if (page) {
    const { $, text } = readPage(page);
    const place = $('[data-hk=contacts]').not(':has(.hk-empty)');
    // An outside site marks nothing up: its contact page's words are read.
    const words = place.length > 0 ? place.text() : snapshot.kind === 'site' ? text : '';
    const hours = $('[data-hk=reception-hours]').text().trim();
    const has: Record<string, boolean> = {
      address: place.find('address, [data-hk=address]').text().trim().length >= HOOK_CHARACTERS,
      phone: isPhone(words),
      email: isStateMail(words) || isStateMail(place.find('a[href^="mailto:"]').attr('href') ?? ''),
      hours: hours.length >= HOOK_CHARACTERS,
      geo: place.find('a[href^="geo:"], [data-geo]').length > 0,
    };
    const readable: readonly Thing[] = place.length > 0 || snapshot.kind === 'section' ? WANTED : ['phone', 'email'];
    looked += 1;
    for (const what of readable) if (!has[what]) faults.push(pageFault(page, { code: 'missing', what }, words));
  }
  if (snapshot.kind === 'section') {
    for (const { page: one, $ } of documents(snapshot)) {
      if ($(`nav a[href$="/${snapshot.agency}/contacts"], footer a[href$="/${snapshot.agency}/contacts"]`).length === 0)
        faults.push(pageFault(one, { code: 'missing', what: 'contact-link' }));
    }
  }
  const reach = snapshot.release && releaseFacts(snapshot.release).manifest?.fallback;
  if (reach) {
    if (snapshot.kind === 'release') looked += 1;
    for (const lang of LANGS) {
      if (!isPhone(reach[lang].phone))
        faults.push(releaseFault(snapshot, { code: 'wrong', what: 'phone', name: reach[lang].phone }, `/fallback/${lang}/phone`));
    }
  }
  if (looked === 0 && faults.length === 0) return UNKNOWN;
  return judge(faults, { looked, missed: unanswered(snapshot) });
}

/** K2: the page of appeals takes an appeal. */
export function appealForm(snapshot: SectionSnapshot): Outcome {
  const page = withRole(snapshot, 'appeals').find(({ status }) => status !== 0);
  if (!page) return UNKNOWN;
  if (page.status !== 200) return judge([pageFault(page, { code: 'status', value: page.status })], { looked: 1 });
  const { $ } = readPage(page);
  const form = $('[data-hk=appeal-form]').is('form') ? $('[data-hk=appeal-form]') : $('[data-hk=appeal-form] form');
  const usable = form.filter((_, one) => ($(one).attr('method') ?? '').toLowerCase() === 'post' && $(one).find('textarea').length > 0);
  const leads = $('[data-hk=appeal-form] a[href]').length > 0;
  return judge(usable.length > 0 || leads ? [] : [pageFault(page, { code: 'missing', what: 'appeal-form' })], { looked: 1 });
}

/** K3: every page takes a word on itself. */
export function feedback(snapshot: SectionSnapshot): Outcome {
  const pages = documents(snapshot);
  const faults = pages
    .filter(({ $ }) => $('[data-hk=feedback], [data-hk=feedback-rating]').text().trim().length < HOOK_CHARACTERS)
    .map(({ page }) => pageFault(page, { code: 'missing', what: 'feedback' }));
  return judge(faults, { looked: pages.length, missed: unanswered(snapshot) });
}
