import type { Lang } from '@hukumat/contract';
import type { FragmentJson, RouteData } from '../document/index.ts';

export type { RoutePlugin } from '../document/model.ts';
export type Route = RouteData;
export type Fragment = FragmentJson;

/** Reads the route's data out of the document and takes it out of the DOM, so that no plugin finds the capability there. */
export function takeRoute(): Route | undefined {
  const holder = document.getElementById('route');
  const text = holder?.textContent;
  holder?.remove();
  return text ? (JSON.parse(text) as Route) : undefined;
}

const PAGE = /^\/(tg|ru|en)(\/.*)?$/;

/** A page of the portal: its language and the address of its fragment. Undefined for everything that is not a page. */
export function pageAt(url: URL, origin: string): { lang: Lang; fragment: string } | undefined {
  const match = PAGE.exec(url.pathname);
  if (!match || url.origin !== origin || /\.[a-z0-9]{1,5}$/i.test(url.pathname)) return undefined;
  return { lang: match[1] as Lang, fragment: `/_fragment${url.pathname}${url.search}` };
}

/** What the browser half may do with a click on a link. Anything it does not understand stays native. */
export function followable(event: MouseEvent, link: HTMLAnchorElement, origin: string, lang: Lang): URL | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  if (link.target || link.hasAttribute('download') || link.closest('[data-native]') || !link.href) return undefined;
  const url = new URL(link.href);
  return pageAt(url, origin)?.lang === lang ? url : undefined;
}
