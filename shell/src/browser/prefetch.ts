import { mayGuess, type Network } from './prefetch-rules.ts';
import { type Fragment, pageAt } from './route.ts';

const FRESH_MS = 20_000;
const kept = new Map<string, { at: number; answer: Promise<Fragment> }>();

/**
 * A page as a fragment, from a guess made a moment ago when there is one.
 * @throws when the answer is anything but a fragment: the caller then lets the browser navigate
 */
export async function fragmentOf(address: string, signal: AbortSignal): Promise<Fragment> {
  const guess = kept.get(address);
  kept.delete(address);
  if (guess && performance.now() - guess.at < FRESH_MS) return guess.answer;
  return ask(address, { signal });
}

async function ask(address: string, init: RequestInit): Promise<Fragment> {
  const answer = await fetch(address, { ...init, redirect: 'manual', headers: { accept: 'application/json' } });
  if (!answer.ok || !answer.headers.get('content-type')?.startsWith('application/json')) throw new Error(`no fragment: ${answer.status}`);
  const said = (await answer.json()) as Fragment | { navigate: string };
  if ('navigate' in said) throw new Error('this page needs a document of its own');
  return said;
}

function guess(link: Element | null): void {
  if (!(link instanceof HTMLAnchorElement) || !link.href || link.closest('[data-native], [data-no-prefetch]') || link.target) return;
  const url = new URL(link.href);
  const page = pageAt(url, location.origin);
  if (page?.lang !== document.documentElement.lang || url.href.split('#')[0] === location.href.split('#')[0]) return;
  if (kept.has(page.fragment) || /^\/\w\w\/account\b|\/apply(\/|$)/.test(url.pathname)) return;
  const answer = ask(page.fragment, { priority: 'low' });
  answer.catch(() => kept.delete(page.fragment));
  kept.set(page.fragment, { at: performance.now(), answer });
}

const linkOf = (event: Event): Element | null => (event.target instanceof Element ? event.target.closest('a[href]') : null);

/**
 * Guesses the next page from a resting pointer, a touch, or a main action that came into view. `look` is for a new page;
 * `forget` is for news that may have made every guess untrue.
 */
export function startPrefetching(): { look(): void; forget(): void } {
  const forget = (): void => kept.clear();
  if (!mayGuess((navigator as { connection?: Network }).connection)) return { look: () => {}, forget };
  let rest: ReturnType<typeof setTimeout>;
  // Once it is clicked there is nothing left to guess.
  addEventListener('click', () => clearTimeout(rest), { passive: true });
  addEventListener(
    'pointerover',
    (event) => {
      clearTimeout(rest);
      const link = linkOf(event);
      if (link) rest = setTimeout(() => guess(link), 65);
    },
    { passive: true },
  );
  addEventListener('touchstart', (event) => guess(linkOf(event)), { passive: true });
  watchActions();
  return { look: watchActions, forget };
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    seen.unobserve(entry.target);
    guess(entry.target);
  }
});

function watchActions(): void {
  seen.disconnect();
  for (const action of document.querySelectorAll('main a.hk-button')) seen.observe(action);
}
