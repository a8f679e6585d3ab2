import type { Who } from '@hukumat/contract/plugin';
import { AgencyHost } from './agency-host.ts';
import { askToLeave } from './ask.ts';
import { reportIncident } from './incident.ts';
import { createLive } from './live.ts';
import { type Spot, spotsOf } from './plugin-roots.ts';
import type { Route, RoutePlugin } from './route.ts';
import type { Shell, Surroundings } from './shell.ts';

/** The part of the shell that wakes plugins: loaded when the first one must wake. */
export interface Awake {
  /** Wakes what belongs to the page that stands now. */
  wake(route: Route): void;
  /** Puts every plugin's question about unsaved work; false means the person stays. */
  mayLeave(): Promise<boolean>;
  leave(): Promise<void>;
  /** A plugin of tier `document` has run here: the next crossing needs a new document. */
  mustEnd(): boolean;
  /** What is live has changed. An old version stays until its page is left; a stopped one goes at once. */
  changed(change: { agency: string; version: string | null }): void;
}

/** `kept` is unsaved work that came back from a stronger sign-in. */
export function createAwake(shell: Shell, kept?: { agency: string; version: string; state: unknown }): Awake {
  const hosts = new Map<string, AgencyHost>();
  const attempts = new Map<string, number>();
  const who = createLive<Who>(shell.route.who);
  const around: Surroundings = { shell, who: who.live, events: new EventTarget(), report: reportIncident };
  let ended = false;

  const hostOf = (plugin: RoutePlugin): AgencyHost => {
    const known = hosts.get(plugin.agency);
    if (known?.plugin.version === plugin.version && known.state !== 'stopped') return known;
    known?.retire();
    const mine = kept?.agency === plugin.agency ? kept.state : undefined;
    const host = new AgencyHost(plugin, around, { attempt: attempts.get(`${plugin.agency}@${plugin.version}`), kept: mine });
    if (mine !== undefined) kept = undefined;
    hosts.set(plugin.agency, host);
    return host;
  };

  const show = (spot: Spot): void => {
    if (!spot.container.isConnected) return;
    ended ||= spot.plugin.tier === 'document' && spot.kind !== 'card';
    void hostOf(spot.plugin).show(spot);
  };

  watchStrayErrors(around, hosts);
  return {
    wake(route) {
      who.set({ ...who.live.value, ...route.who });
      if (route.who.signedIn) void askWho(who.set);
      // Code of another agency never runs where a capability was handed out.
      const allowed = (plugin: RoutePlugin): boolean => plugin.tier !== 'frame' && (!route.capability || plugin.tier === 'document');
      for (const spot of spotsOf(route.plugin, route.cards ?? []).filter((one) => allowed(one.plugin))) whenNeeded(spot, show);
    },
    async mayLeave() {
      for (const host of hosts.values()) {
        const question = await host.question();
        if (question && !(await askToLeave(question))) return false;
      }
      return true;
    },
    async leave() {
      await Promise.all([...hosts.values()].map((host) => host.park()));
      for (const host of [...hosts.values()].filter((one) => one.state === 'stopped')) {
        attempts.set(`${host.plugin.agency}@${host.plugin.version}`, host.nextAttempt);
        hosts.delete(host.plugin.agency);
      }
    },
    mustEnd: () => ended,
    changed({ agency, version }) {
      if (version === null) void hosts.get(agency)?.kill();
    },
  };
}

/** A route wakes at once, a card when it is seen, a place when the person comes to its form and is not typing in it. */
function whenNeeded(spot: Spot, show: (spot: Spot) => void): void {
  if (spot.kind === 'route') {
    show(spot);
    return;
  }
  if (spot.kind === 'card') {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      show(spot);
    });
    seen.observe(spot.container);
    return;
  }
  const form = spot.container.closest('form') ?? spot.container;
  const stop = new AbortController();
  const come = (): void => {
    const field = spot.container.closest('[data-field]');
    if (field?.contains(document.activeElement)) return;
    stop.abort();
    show(spot);
  };
  for (const type of ['focusin', 'focusout', 'pointerover', 'touchstart'])
    form.addEventListener(type, come, { signal: stop.signal, passive: true });
  // She may have begun before the browser half arrived.
  if (form.contains(document.activeElement)) come();
}

async function askWho(set: (who: Who) => void): Promise<void> {
  const answer = await fetch('/api/v1/who', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (answer?.ok) set((await answer.json()) as Who);
}

/** An error that escapes a plugin's own code is told to the portal under the plugin's name. It ends nothing by itself. */
function watchStrayErrors(around: Surroundings, hosts: ReadonlyMap<string, AgencyHost>): void {
  const tell = (where: string, message: string): void => {
    const [, agency = '', version = ''] = /\/bundles\/([a-z0-9-]+)\/([^/]+)\//.exec(where) ?? [];
    if (hosts.get(agency)?.plugin.version === version) around.report({ agency, version, kind: 'reported', reason: 'stray', message });
  };
  addEventListener('error', (event) => tell(event.filename, event.message));
  addEventListener('unhandledrejection', ({ reason }) => {
    if (reason instanceof Error) tell(reason.stack ?? '', reason.message);
  });
}
