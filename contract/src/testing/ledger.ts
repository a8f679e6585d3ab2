/** What a plugin left behind: one line for each thing that was not there before. */
export type Leak = { kind: 'global' | 'listener' | 'timer' | 'style' | 'storage' | 'dom' | 'title'; what: string };

interface Registration {
  target: EventTarget;
  type: string;
  listener: unknown;
}

const shared = (target: EventTarget): boolean =>
  target === window || target === document || target === document.body || target === document.documentElement || target === document.head;

/** Watches the page for as long as it is open: listeners on what all share, timers, and everything that can be counted. */
export function openLedger(own: Node): { close(): Leak[] } {
  const listeners: Registration[] = [];
  const timers = new Map<unknown, string>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const original = { setTimeout, setInterval, clearTimeout, clearInterval };
  const forget = (target: EventTarget, type: string, listener: unknown) => {
    const at = listeners.findIndex((one) => one.target === target && one.type === type && one.listener === listener);
    if (at >= 0) listeners.splice(at, 1);
  };

  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    addEventListener.call(target, type, listener, options);
    const { signal, once } = typeof options === 'object' && options !== null ? options : {};
    if (!shared(target) || once || signal?.aborted) return;
    listeners.push({ target, type, listener });
    signal?.addEventListener('abort', () => forget(target, type, listener), { once: true });
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type, listener, options) {
    removeEventListener.call(this ?? window, type, listener, options);
    forget(this ?? window, type, listener);
  };
  // Node and browsers type timers differently; here they only pass through.
  const page = globalThis as unknown as Record<string, (...input: unknown[]) => unknown>;
  page.setTimeout = (run, after, ...rest) => {
    const timer: unknown = Reflect.apply(original.setTimeout, globalThis, [
      (...input: unknown[]) => {
        timers.delete(timer);
        if (typeof run === 'function') Reflect.apply(run, globalThis, input);
      },
      after,
      ...rest,
    ]);
    timers.set(timer, `setTimeout ${String(after ?? 0)}`);
    return timer;
  };
  page.setInterval = (...input) => {
    const timer: unknown = Reflect.apply(original.setInterval, globalThis, input);
    timers.set(timer, `setInterval ${String(input[1] ?? 0)}`);
    return timer;
  };
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    page[name] = (timer) => {
      timers.delete(timer);
      return Reflect.apply(original[name], globalThis, [timer]);
    };
  }

  const before = count(own);
  return {
    close() {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
      Object.assign(globalThis, original);
      return [
        ...listeners.map(({ type }): Leak => ({ kind: 'listener', what: type })),
        ...[...timers.values()].map((what): Leak => ({ kind: 'timer', what })),
        ...count(own).filter((leak) => !before.some(({ kind, what }) => kind === leak.kind && what === leak.what)),
      ];
    },
  };
}

/** Everything of the page that can be counted; things of one name are numbered. */
function count(own: Node): Leak[] {
  const numbered = new Map<string, number>();
  const name = (node: Element): string => {
    const tag = node.localName;
    numbered.set(tag, (numbered.get(tag) ?? 0) + 1);
    return `${tag} ${numbered.get(tag)}`;
  };
  const outside = [...document.body.children].filter((node) => node !== own && !node.contains(own));
  return [
    ...Object.getOwnPropertyNames(globalThis).map((what): Leak => ({ kind: 'global', what })),
    ...[...document.head.children].map((node): Leak => ({ kind: node.localName === 'style' || node.localName === 'link' ? 'style' : 'dom', what: name(node) })),
    ...(document.adoptedStyleSheets ?? []).map((_, index): Leak => ({ kind: 'style', what: `adopted ${index}` })),
    ...outside.map((node): Leak => ({ kind: 'dom', what: `body ${name(node)}` })),
    ...[document.documentElement, document.body].flatMap((node) =>
      [...node.attributes].map((attribute): Leak => ({ kind: 'dom', what: `${node.localName} ${attribute.name}=${attribute.value}` })),
    ),
    ...Object.keys(localStorage).map((what): Leak => ({ kind: 'storage', what: `local ${what}` })),
    ...Object.keys(sessionStorage).map((what): Leak => ({ kind: 'storage', what: `session ${what}` })),
    { kind: 'title', what: document.title },
  ];
}
