import { announce, prepareAnnouncer } from './announcer.ts';
import type { Awake } from './awake.ts';
import { bring } from './download.ts';
import { loadPart } from './parts.ts';
import { startPrefetching } from './prefetch.ts';
import { type Route, takeRoute } from './route.ts';
import { startRoutes } from './routes.ts';
import type { Shell } from './shell.ts';
import { takeKept } from './step-up.ts';

/** Tags that `@hukumat/ui/elements` defines. */
const OWN_ELEMENTS = 'hk-count, hk-file, hk-copy, hk-dialog, hk-error-summary';

/** What `on-page` improves. */
const ON_FEW_PAGES = 'form[data-offline-check], [data-desk], [data-desk-case], main a[data-pulse], form[data-filter], hk-rich-text';

/**
 * The browser half: a page that the server has finished becomes the first of many. It follows links by swaps, wakes what the
 * route's data names, and improves a form when the person comes to it. Without it every page still works.
 */
function run(first: Route): void {
  let route = first;
  let awake: Promise<Awake> | undefined;
  let woken: Awake | undefined;
  let stopLive: (() => void) | undefined;
  const kept = takeKept(location.pathname + location.search);
  prepareAnnouncer();
  const prefetching = startPrefetching();

  const routes = startRoutes({
    get route() {
      return route;
    },
    mayLeave: async () => (await woken?.mayLeave()) ?? true,
    mustEnd: () => woken?.mustEnd() ?? false,
    leave: async () => woken?.leave(),
    arrived(fresh) {
      route = fresh;
      settle();
      prefetching.look();
    },
  });

  const shell: Shell = {
    get route() {
      return route;
    },
    part: loadPart,
    bring,
    go: (path) => routes.go(path),
    follow: (address, place, signal) => routes.follow(address, place, signal),
    announce,
  };

  const waken = async (): Promise<void> => {
    awake ??= loadPart('awake').then(({ createAwake }) => createAwake(shell, kept));
    woken = await awake;
    woken.wake(route);
  };

  const follow = async (): Promise<void> => {
    const { followLive } = await loadPart('session');
    stopLive ??= followLive((change) => {
      prefetching.forget();
      woken?.changed(change);
    });
  };

  /** Does for the page that stands now what it asks for. */
  function settle(): void {
    const wakes = Boolean(route.plugin || route.cards?.length);
    const account = route.who.signedIn && route.path.startsWith('/account');
    if (wakes) waken().catch(() => {});
    if (wakes || account) follow().catch(() => {});
    else {
      stopLive?.();
      stopLive = undefined;
    }
    if (document.querySelector(OWN_ELEMENTS)) loadPart('elements').catch(() => {});
    // At once, not on focus: when the network has gone it is too late to fetch anything.
    if (document.querySelector(ON_FEW_PAGES))
      loadPart('on-page')
        .then(({ improvePage }) => improvePage(shell))
        .catch(() => {});
    watchForms(shell);
    watchSearch(shell);
  }
  settle();
}

/** The form's improvements arrive when the person comes to the form, not with the page; sooner where a file is being looked at. */
function watchForms(shell: Shell): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('main form[method="post"]:not([data-offline-check])')) {
    const improve = (): void =>
      void loadPart('form-page')
        .then(({ improveForm }) => improveForm(form, shell))
        .catch(() => {});
    if (form.querySelector('[data-scan="pending"]')) improve();
    else form.addEventListener('focusin', improve, { once: true });
  }
}

/** Offers while typing, fetched when the person comes to the search box. */
function watchSearch(shell: Shell): void {
  for (const box of document.querySelectorAll<HTMLInputElement>('[data-suggest] input[type="search"]')) {
    const improve = (): void =>
      void loadPart('suggest')
        .then(({ offerSuggestions }) => offerSuggestions(box, shell))
        .catch(() => {});
    if (document.activeElement === box) improve();
    else box.addEventListener('focus', improve, { once: true });
  }
}

const first = takeRoute();
if (first) run(first);
