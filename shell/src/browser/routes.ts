import type { NavResult } from '@hukumat/contract/plugin';
import { arrive } from './announcer.ts';
import { fragmentOf } from './prefetch.ts';
import { type Fragment, followable, pageAt, type Route } from './route.ts';
import { serverNodes } from './trusted.ts';

export interface Crossing {
  /** The route shown now. */
  readonly route: Route;
  /** `false` when the person wants to stay. Asked before anything is fetched. */
  mayLeave(): Promise<boolean>;
  /** Whether this document must end instead of being swapped: a `document` plugin has woken in it. */
  mustEnd(): boolean;
  /** Takes the plugins of the old page off the screen. */
  leave(): Promise<void>;
  /** The new page stands: wake what belongs to it. */
  arrived(route: Route): void;
}

interface Entry {
  hukumat?: { x: number; y: number };
}

// Kept before single-spa replaces them: our own steps need no second routing.
const push = history.pushState.bind(history);
const replace = history.replaceState.bind(history);

export interface Routes {
  go(path: string): Promise<NavResult>;
  /**
   * Puts one place of this page, as another address of it shows it, into the page that stands: a list that follows what is typed.
   * The address follows too. @returns whether it did.
   */
  follow(address: URL, place: string, signal: AbortSignal): Promise<boolean>;
}

/** Turns links between server pages into swaps. Whatever goes wrong, the browser navigates as if this code were not there. */
export function startRoutes(crossing: Crossing): Routes {
  let shown = addressOf(new URL(location.href));
  let current: AbortController | undefined;

  const keepScroll = (): void => replace({ ...(history.state as Entry | null), hukumat: { x: scrollX, y: scrollY } }, '');
  const end = (url: URL): NavResult => {
    location.assign(url);
    return 'done';
  };

  async function cross(url: URL, how: 'push' | 'back'): Promise<NavResult> {
    const page = pageAt(url, location.origin);
    if (!(await crossing.mayLeave())) return 'stayed';
    if (!page || page.lang !== crossing.route.lang || crossing.mustEnd()) return end(url);
    current?.abort();
    const mine = new AbortController();
    current = mine;
    document.documentElement.dataset.crossing = '';
    try {
      const fragment = await fragmentOf(page.fragment, mine.signal);
      if (mine.signal.aborted) return 'stayed';
      if (fragment.build !== crossing.route.build || fragment.route.capability || fragment.route.plugin?.tier === 'document')
        return end(url);
      await crossing.leave();
      if (mine.signal.aborted) return 'stayed';
      const target = new URL(fragment.url, location.origin);
      target.search ||= url.search;
      target.hash = url.hash;
      if (how === 'push') {
        keepScroll();
        push({}, '', target);
      }
      shown = addressOf(target);
      await swap(fragment, target);
      place(how === 'back' ? (history.state as Entry | null)?.hukumat : undefined, target.hash);
      arrive(fragment, !target.hash);
      crossing.arrived(fragment.route);
      return 'done';
    } catch {
      return mine.signal.aborted ? 'stayed' : end(url);
    } finally {
      if (current === mine) delete document.documentElement.dataset.crossing;
    }
  }

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const url = link ? followable(event, link, location.origin, crossing.route.lang) : undefined;
    if (!url || (url.hash && addressOf(url) === shown)) return;
    event.preventDefault();
    void cross(url, 'push');
  });

  addEventListener('popstate', async (event) => {
    const url = new URL(location.href);
    if ((event as { singleSpa?: boolean }).singleSpa || addressOf(url) === shown) return;
    const was = shown;
    if ((await cross(url, 'back')) === 'stayed' && shown === was && addressOf(new URL(location.href)) !== was) push({}, '', was);
  });
  history.scrollRestoration = 'manual';
  addEventListener('scrollend', keepScroll, { passive: true });
  addEventListener('pagehide', () => {
    keepScroll();
    history.scrollRestoration = 'auto';
  });
  async function follow(address: URL, place: string, signal: AbortSignal): Promise<boolean> {
    const page = pageAt(address, location.origin);
    const fragment = page && (await fragmentOf(page.fragment, signal));
    if (!fragment || signal.aborted || fragment.build !== crossing.route.build) return false;
    const fresh = serverNodes(fragment.page).getElementById(place);
    const old = document.getElementById(place);
    if (!fresh || !old) return false;
    old.replaceWith(fresh);
    replace(history.state, '', address);
    shown = addressOf(address);
    markWhereabouts(fragment.lang, address);
    return true;
  }

  return { go: (path) => cross(new URL(path, location.origin), 'push'), follow };
}

const addressOf = (url: URL): string => url.pathname + url.search;

async function swap(fragment: Fragment, target: URL): Promise<void> {
  const change = (): void => {
    document.getElementById('page')?.replaceChildren(serverNodes(fragment.page));
    document.body.dataset.tone = fragment.tone;
    markWhereabouts(fragment.lang, target);
  };
  const moving = matchMedia('(prefers-reduced-motion: no-preference)').matches && document.visibilityState === 'visible';
  if (!moving || !document.startViewTransition) return change();
  const transition = document.startViewTransition(change);
  transition.ready.catch(() => {});
  transition.finished.catch(() => {});
  await transition.updateCallbackDone;
}

/** The parts of the frame that say where one is: language links and the marked entry of the main navigation. */
function markWhereabouts(lang: string, target: URL): void {
  const here = target.pathname;
  const path = here.slice(lang.length + 1) + target.search;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.href = `/${link.hreflang}${path}`;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-sign-in]')) {
    const address = new URL(link.href);
    address.searchParams.set('return', here + target.search);
    link.href = address.href;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('header nav a:not([hreflang])')) {
    const own = new URL(link.href).pathname;
    if (own === here) link.setAttribute('aria-current', 'page');
    else if (here.startsWith(`${own}/`)) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function place(at: { x: number; y: number } | undefined, hash: string): void {
  const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (target) target.scrollIntoView();
  else scrollTo({ left: at?.x ?? 0, top: at?.y ?? 0, behavior: 'instant' });
}
