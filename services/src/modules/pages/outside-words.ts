import type { Lang } from '@hukumat/contract';
import { isMessage, say } from '@hukumat/shell/document';

/** The only number that may leave the portal. */
const APPLICATION_NUMBER = /^EGOV-\d{4}-\d{6,9}$/;

/**
 * A message as it leaves the portal by e-mail or SMS: what it is about in general words, and where to read it. Mailboxes and
 * telephones are read by others too, so of the message's values only an application's number goes along.
 */
export function outsideWords(
  origin: string,
  lang: Lang,
  { code, params }: { code: string; params: Readonly<Record<string, string>> },
): { subject: string; text: string; short: string } {
  const t = say(lang);
  const { number } = params;
  const key = `message.${code}.title`;
  const title = isMessage(key) ? t(key, number && APPLICATION_NUMBER.test(number) ? { number } : {}) : '';
  // A title that needs another value than the number is not said outside.
  const subject = title && !/\{\w+\}/.test(title) ? title : t('outside.news');
  const inbox = `${origin}/${lang}/account/inbox`;
  return {
    subject: `HUKUMAT.TJ: ${subject}`,
    text: [
      `${subject}.`,
      t('outside.read', { link: inbox }),
      t('outside.never'),
      t('outside.settings', { link: `${origin}/${lang}/account/settings` }),
    ].join('\n\n'),
    short: `HUKUMAT.TJ: ${subject}. ${inbox}`,
  };
}
