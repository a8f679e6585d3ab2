import type { Json } from '@hukumat/contract';
import type { Running, Section } from '@hukumat/contract/plugin';
import { mountRootParcel, type Parcel, registerApplication, start, triggerAppChange, unregisterApplication } from 'single-spa';
import { loadSection, PATIENCE } from './agency-loader.ts';
import { within } from './deadline.ts';
import { revealFallback } from './fallback-card.ts';
import { buildHost } from './host.ts';
import { type Event, eventOf, hasFailed, isFailure, next, PluginFailure, type State } from './lifecycle.ts';
import { openSlot, type Slot, type Spot, viewOf } from './plugin-roots.ts';
import type { RoutePlugin } from './route.ts';
import type { Surroundings } from './shell.ts';
import { fetchTexts } from './translator.ts';

/** Milliseconds a plugin may take to leave; then its slot goes without it. */
const UNMOUNT_MS = 1000;

interface Shown {
  spot: Spot;
  slot?: Slot;
  parcel?: Parcel;
  stop: AbortController;
}

let routing = false;

/**
 * One plugin in this document, from the first need of it to its end. single-spa owns its life: the plugin is one application
 * whose bootstrap is `section.start`, and each place it draws in is a parcel. What single-spa lacks is here: every step has a
 * deadline, every slot belongs to the shell, a failure shows the fallback card, and a new try needs no reload.
 */
export class AgencyHost {
  readonly plugin: RoutePlugin;
  state: State = 'listed';
  readonly #around: Surroundings;
  readonly #shown = new Map<Element, Shown>();
  #life = new AbortController();
  #ready: Promise<Running> | undefined;
  #running: Running | undefined;
  /** Which set of addresses the code is loaded from. */
  #attempt: number;
  /** Evaluation has begun at these addresses and has not ended well: they are lost for this document. */
  #burnt = false;
  #tries = 0;
  #active = false;
  #kept: unknown;

  /** `attempt` is the `nextAttempt` of an earlier host of the same release in this document. */
  constructor(plugin: RoutePlugin, around: Surroundings, past: { attempt?: number | undefined; kept?: unknown } = {}) {
    this.plugin = plugin;
    this.#around = around;
    this.#attempt = past.attempt ?? 0;
    this.#kept = past.kept;
  }

  get nextAttempt(): number {
    return this.#burnt ? this.#attempt + 1 : this.#attempt;
  }

  /** Loads and starts the plugin if need be and mounts it at the spot. Never rejects: a failure ends in the fallback card. */
  async show(spot: Spot): Promise<void> {
    if (this.#shown.has(spot.container) || hasFailed(this.state)) return;
    const shown: Shown = { spot, stop: new AbortController() };
    this.#shown.set(spot.container, shown);
    try {
      this.#ready ??= this.#begin();
      const running = await this.#ready;
      await this.#mount(shown, running);
    } catch (error) {
      if (!shown.stop.signal.aborted) await this.#fail(error);
    }
  }

  async #begin(): Promise<Running> {
    const { plugin } = this;
    const life = this.#life;
    this.#move('verify');
    this.#move('load');
    const texts = Promise.all([fetchTexts(plugin.texts, life.signal), fetchTexts(plugin.tajikTexts, life.signal)]).catch(() => [{}, {}]);
    const section = await loadSection(plugin, this.#attempt, this.#around.shell, life.signal, () => {
      this.#burnt = true;
    });
    this.#burnt = false;
    const [own = {}, tajik = {}] = await texts;
    const running = await this.#register(section, life, own, tajik);
    this.#move('start');
    this.#running = running;
    if (this.#kept !== undefined) await running.restore?.(this.#kept as Json);
    this.#kept = undefined;
    return running;
  }

  /** Registers the one application of this plugin and waits until single-spa has brought it up. */
  #register(section: Section, life: AbortController, texts: Record<string, string>, tajik: Record<string, string>): Promise<Running> {
    const { plugin } = this;
    const host = buildHost(
      {
        plugin,
        lang: this.#around.shell.route.lang,
        texts,
        tajik,
        signal: life.signal,
        fatal: (error) => void this.#fail(new PluginFailure('crashed', 'reported', error)),
        snapshot: async () => this.#running?.snapshot?.(),
      },
      this.#around,
    );
    return new Promise<Running>((resolve, reject) => {
      const bootstrap = async (): Promise<void> => {
        const started = Promise.resolve().then(() => section.start(host));
        const late = (): PluginFailure => new PluginFailure('timed-out', 'start');
        await within(started, PATIENCE, late)
          .then((running) => resolve(runningOf(running)))
          .catch((error: unknown) => reject(isFailure(error) ? error : new PluginFailure('crashed', 'start', error)));
      };
      this.#active = true;
      const idle = async (): Promise<void> => {};
      registerApplication({
        name: this.#name,
        app: async () => ({ bootstrap, mount: idle, unmount: idle }),
        activeWhen: () => this.#active,
      });
      if (!routing) start({ urlRerouteOnly: true });
      routing = true;
      void triggerAppChange();
    });
  }

  async #mount(shown: Shown, running: Running): Promise<void> {
    const { spot, stop } = shown;
    const slot = await openSlot(spot);
    if (stop.signal.aborted) return slot.remove();
    shown.slot = slot;
    const view = viewOf(spot, slot, AbortSignal.any([this.#life.signal, stop.signal]));
    const late = (): PluginFailure => new PluginFailure('timed-out', 'mount');
    const mounted = new Promise<void>((resolve, reject) => {
      shown.parcel = mountRootParcel(
        {
          name: `${this.#name} ${spot.export}`,
          bootstrap: async () => {},
          mount: () =>
            within(
              Promise.resolve().then(() => running.mount(view)),
              PATIENCE,
              late,
            ).then(resolve, reject),
          unmount: () =>
            within(
              Promise.resolve().then(() => running.unmount(view)),
              UNMOUNT_MS,
              late,
            ).catch(() => {}),
        },
        { domElement: slot.element },
      );
    });
    await mounted.catch((error: unknown) => {
      throw isFailure(error) ? error : new PluginFailure('crashed', 'mount', error);
    });
    if (stop.signal.aborted) return;
    for (const child of [...spot.container.children]) if (child !== slot.element) child.remove();
    this.#move('mount');
  }

  /** Takes the plugin off the page. It stays started, for the next visit. */
  async park(): Promise<void> {
    await Promise.all([...this.#shown.values()].map((shown) => this.#close(shown)));
    if (this.state === 'mounted') this.#move('park');
    else if (hasFailed(this.state)) this.retire();
  }

  /** The end in this document: its signal is aborted and single-spa forgets it. */
  retire(): void {
    this.#life.abort();
    this.#forget();
    this.#move('stop');
  }

  /** Stops a plugin that was killed. Its unsaved work is kept for another try. */
  async kill(): Promise<void> {
    await this.#fail(new PluginFailure('killed', 'killed'));
  }

  /** What the person must be asked before the page goes, if anything. */
  async question(): Promise<{ tg: string; ru?: string | undefined; en?: string | undefined } | undefined> {
    if (this.state !== 'mounted' || !this.#running?.mayLeave) return undefined;
    const answer = await within(Promise.resolve(this.#running.mayLeave()), 1000, () => new Error('no answer')).catch(() => true as const);
    return answer === true ? undefined : answer.ask;
  }

  async #fail(error: unknown): Promise<void> {
    if (hasFailed(this.state) || this.state === 'stopped') return;
    const failure = isFailure(error) ? error : new PluginFailure('crashed', 'unknown', error);
    if (this.#running?.snapshot) {
      this.#kept = await within(Promise.resolve(this.#running.snapshot()), 500, () => new Error('no answer')).catch(() => undefined);
    }
    // A module that did not match its hash stays so under its address for the life of the document.
    this.#burnt ||= failure.reason === 'integrity';
    this.#move(eventOf[failure.kind]);
    const { agency, version } = this.plugin;
    const incident = this.#around.report({
      agency,
      version,
      kind: failure.kind,
      reason: failure.reason,
      message: String(failure.cause ?? failure.message),
    });
    const spots = [...this.#shown.values()].map(({ spot }) => spot);
    for (const shown of [...this.#shown.values()]) {
      void this.#close(shown);
      shown.slot?.remove();
    }
    this.#life.abort();
    this.#forget();
    for (const spot of spots.filter((one) => one.kind !== 'place')) this.#reveal(spot, spots, failure, incident);
  }

  #reveal(spot: Spot, spots: readonly Spot[], failure: PluginFailure, incident: string): void {
    for (const child of [...spot.container.children]) child.remove();
    const retry = (): void => {
      spot.container.replaceChildren();
      this.#again();
      for (const one of spots) void this.show(one);
    };
    const killed = failure.kind === 'killed';
    // A killed release can never come back; the same address may by now name another one.
    const anew = (): void => void this.#around.shell.go(location.pathname + location.search);
    revealFallback(spot.container, { plugin: this.plugin, incident, killed, retry: killed ? anew : retry });
    this.#around.shell.announce(spot.container.querySelector('[data-fallback] :is(h2, h4)')?.textContent ?? '');
  }

  #again(): void {
    this.#attempt = this.nextAttempt;
    this.#burnt = false;
    this.#tries += 1;
    this.#life = new AbortController();
    this.#ready = undefined;
    this.#running = undefined;
    this.#move('retry');
  }

  async #close(shown: Shown): Promise<void> {
    this.#shown.delete(shown.spot.container);
    shown.stop.abort();
    const { parcel } = shown;
    if (parcel?.getStatus() === 'MOUNTED') await within(parcel.unmount(), UNMOUNT_MS + 200, () => new Error('late')).catch(() => {});
    shown.slot?.remove();
  }

  #forget(): void {
    if (!this.#active) return;
    this.#active = false;
    // It throws at once for a name it does not know, and rejects when an unmount was slow.
    unregisterApplication(this.#name).catch(() => {});
  }

  get #name(): string {
    return `${this.plugin.agency}@${this.plugin.version} ${this.#tries}`;
  }

  #move(event: Event): void {
    this.state = next(this.state, event) ?? this.state;
  }
}

/** @throws PluginFailure when `start` gave something that cannot be mounted */
function runningOf(value: unknown): Running {
  const has = (name: string): boolean => typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
  if (!has('mount') || !has('unmount')) throw new PluginFailure('refused', 'shape');
  return value as Running;
}
