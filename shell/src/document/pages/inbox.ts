import { tag } from '@hukumat/ui';
import { type Html, html } from '../render.ts';
import { type Context, content, emptyState, numbered } from './parts.ts';

export interface InboxLine {
  title: string;
  body: string;
  when: string;
  at: string;
  read: boolean;
  href?: string;
}

/** Messages, newest first; unread ones are marked by a word, not by colour alone. */
export function inboxPage(lines: readonly InboxLine[], context: Context): Html {
  const { t, to } = context;
  const body =
    lines.length === 0
      ? emptyState({ icon: 'inbox', title: t('inbox.empty'), text: t('inbox.emptyText') })
      : html`${
          lines.some((line) => !line.read)
            ? html`<form class="hk-section-tight" method="post" action=${to('/account/inbox')}><button class="hk-button hk-button-second">${t('inbox.markAll')}</button></form>`
            : ''
        }${lines.map(
          (line) =>
            html`<article class="hk-card"><h2>${line.read ? '' : html`${tag(t('inbox.new'))} `}${line.href ? html`<a href=${line.href}>${numbered(line.title)}</a>` : numbered(line.title)}</h2><p>${line.body}</p><p class="hk-small hk-soft"><time datetime=${line.at}>${line.when}</time></p></article>`,
        )}`;
  return content({ title: t('inbox.title'), body });
}
