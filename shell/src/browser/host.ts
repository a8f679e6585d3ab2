import type { Lang } from '@hukumat/contract';
import type { Host, NavResult, Notice } from '@hukumat/contract/plugin';
import { applicationsClient } from './applications-client.ts';
import { createLive } from './live.ts';
import { notify as notifyPerson } from './notices.ts';
import { portalCalls } from './portal-calls.ts';
import { quotaStore } from './quota-store.ts';
import type { RoutePlugin } from './route.ts';
import { scopedBus } from './scoped-bus.ts';
import { scopedFetch } from './scoped-fetch.ts';
import type { Surroundings } from './shell.ts';
import { leaveForStepUp } from './step-up.ts';
import { createTranslator, type Texts } from './translator.ts';

/** The contract that plugins meet here; written out, so that its parsers stay out of the browser. */
export const CONTRACT = '1.1';

/** What the host of one plugin is built with. */
export interface HostParts {
  plugin: RoutePlugin;
  lang: Lang;
  texts: Texts;
  tajik?: Texts;
  signal: AbortSignal;
  /** The plugin has said that it cannot go on: `report(error, { fatal: true })`. */
  fatal(error: unknown): void;
  /** Unsaved work of the plugin, kept over a sign-in. */
  snapshot(): Promise<unknown>;
}

/** The address of a route by name, a declared link, or a portal page that begins with `/`. */
export function addressOf(
  link: string,
  params: Readonly<Record<string, string>>,
  plugin: Pick<RoutePlugin, 'agency' | 'links'>,
  lang: Lang,
): string | undefined {
  if (link.startsWith('/')) return /^\/(tg|ru|en)(\/|$)/.test(link) ? link : `/${lang}${link}`;
  const pattern = plugin.links?.[link];
  if (!pattern) return undefined;
  const left = new Map(Object.entries(params));
  const path = pattern.replace(/:([A-Za-z0-9]+)/g, (_, name: string) => {
    const value = left.get(name) ?? '';
    left.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...left]).toString();
  return `/${lang}/${path}${query ? `?${query}` : ''}`;
}

/** Builds the frozen host of one plugin from the route's data. What was not declared is absent. */
export function buildHost(parts: HostParts, around: Surroundings): Host {
  const { plugin, lang, signal } = parts;
  const call = portalCalls(around.shell.route.capability, signal);
  const applications = applicationsClient(call, plugin.agency, () => lang, plugin.powers);
  const http = scopedFetch(plugin, call);
  const alive = (): void => signal.throwIfAborted();
  const events = plugin.events ? scopedBus(around.events, plugin.events.emits, plugin.events.hears, signal) : undefined;
  return Object.freeze<Host>({
    self: Object.freeze({ agency: plugin.agency, version: plugin.version, tier: plugin.tier, contract: CONTRACT }),
    signal,
    text: createTranslator(lang, parts.texts, parts.tajik),
    locale: createLive(lang).live,
    config: createLive(plugin.config ?? null).live,
    who: around.who,
    async go(link, params = {}): Promise<NavResult> {
      alive();
      const address = addressOf(link, params, plugin, lang);
      return address ? around.shell.go(address) : 'refused';
    },
    async stepUp(loa) {
      alive();
      return leaveForStepUp(loa, plugin, around.who.value, await parts.snapshot());
    },
    notify(notice: Notice) {
      alive();
      notifyPerson({ kind: notice.kind, text: String(notice.text).slice(0, 500) });
    },
    report(error, context) {
      const fatal = typeof context === 'object' && context !== null && !Array.isArray(context) && context.fatal === true;
      const incident = around.report({
        agency: plugin.agency,
        version: plugin.version,
        kind: fatal ? 'crashed' : 'reported',
        reason: 'reported',
        message: String(error),
        ...(context === undefined ? {} : { context }),
      });
      if (fatal) parts.fatal(error);
      return incident;
    },
    ...(applications ? { applications } : {}),
    ...(http ? { http } : {}),
    ...(events ? { events } : {}),
    ...(plugin.powers.includes('storage') ? { store: quotaStore(plugin.agency) } : {}),
  });
}
