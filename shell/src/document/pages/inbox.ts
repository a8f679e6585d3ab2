import { tag } from '@hukumat/ui';
import { type Html, html, type Part } from '../render.ts';
import { type Context, content, emptyState, numbered } from './parts.ts';

export interface InboxLine {
  title: string;
  body: string;
  when: string;
  at: string;
  read: boolean;
  href?: string;
}
/** Messages about one application, newest first; without `about` one message that stands alone. */
export interface InboxThread {
  about?: { number: string; service: string; href: string };
  messages: InboxLine[];
}

/** Threads by their newest message; unread messages are marked by a word, not by colour alone. */
export function inboxPage(threads: readonly InboxThread[], context: Context): Html {
  const { t, to } = context;
  const unread = threads.some(({ messages }) => messages.some(({ read }) => !read));
  const body =
    threads.length === 0
      ? emptyState({ icon: 'inbox', title: t('inbox.empty'), text: t('inbox.emptyText') })
      : html`${
          unread
            ? html`<form class="hk-section-tight" method="post" action=${to('/account/inbox')}><button class="hk-button hk-button-second">${t('inbox.markAll')}</button></form>`
            : ''
        }${threads.map((thread) => (thread.about ? threadOf(thread, thread.about, context) : thread.messages.map((line) => html`<article class="hk-card">${message(line, context, true)}</article>`)))}`;
  return content({
    title: t('inbox.title'),
    body: html`${body}<p class="hk-section"><a href=${to('/account/settings')}>${t('inbox.settings')}</a></p>`,
  });
}

/** The newest message stands open, with all that are not read; the older ones are folded. */
function threadOf({ messages }: InboxThread, about: NonNullable<InboxThread['about']>, context: Context): Html {
  const { t } = context;
  const open = Math.max(1, messages.findLastIndex(({ read }) => !read) + 1);
  const older = messages.slice(open);
  return html`<article class="hk-card" data-hk="thread"><h2><a href=${about.href}>${about.service}</a></h2><p class="hk-small hk-soft">${numbered(about.number)}</p><ul class="hk-thread">${messages.slice(0, open).map((line) => html`<li>${message(line, context, false)}</li>`)}</ul>${
    older.length > 0
      ? html`<details><summary>${t('inbox.older', { n: older.length })}</summary><ul class="hk-thread">${older.map((line) => html`<li>${message(line, context, false)}</li>`)}</ul></details>`
      : ''
  }</article>`;
}

function message(line: InboxLine, { t }: Context, alone: boolean): Html {
  const title: Part = line.href ? html`<a href=${line.href}>${numbered(line.title)}</a>` : numbered(line.title);
  const marked = html`${line.read ? '' : html`${tag(t('inbox.new'))} `}${title}`;
  return html`${alone ? html`<h2>${marked}</h2>` : html`<h3>${marked}</h3>`}<p>${line.body}</p><p class="hk-small hk-soft"><time datetime=${line.at}>${line.when}</time></p>`;
}
