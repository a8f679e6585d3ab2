/** What a plugin left behind: one line for each thing that was not there before. */
export type Leak = { kind: 'global' | 'listener' | 'timer' | 'style' | 'storage' | 'dom' | 'title'; what: string };

interface Registration {
  target: EventTarget;
  type: string;
  listener: unknown;
}

/** What all plugins share and none may leave a listener on. */
const sharedTargets = (): EventTarget[] => [window, document, document.documentElement, document.head, document.body];

/** Records what is added to the shared targets and not taken back, also by an aborted signal. */
function watchListeners(): { close(): Registration[] } {
  const open: Registration[] = [];
  const forget = (target: EventTarget, type: string, listener: unknown) => {
    const at = open.findIndex((one) => one.target === target && one.type === type && one.listener === listener);
    if (at >= 0) open.splice(at, 1);
  };
  const restore = sharedTargets().map((target) => {
    const { addEventListener, removeEventListener } = target;
    const own = Object.hasOwn(target, 'addEventListener');
    target.addEventListener = (type, listener, options) => {
      addEventListener.call(target, type, listener, options);
      const { signal, once } = typeof options === 'object' && options !== null ? options : {};
      if (once || signal?.aborted) return;
      open.push({ target, type, listener });
      signal?.addEventListener('abort', () => forget(target, type, listener), { once: true });
    };
    target.removeEventListener = (type, listener, options) => {
      removeEventListener.call(target, type, listener, options);
      forget(target, type, listener);
    };
    return () => {
      if (own) Object.assign(target, { addEventListener, removeEventListener });
      else for (const name of ['addEventListener', 'removeEventListener'] as const) Reflect.deleteProperty(target, name);
    };
  });
  return {
    close() {
      for (const back of restore) back();
      return open;
    },
  };
}

/** Watches the page for as long as it is open: listeners on what all share, timers, and everything that can be counted. */
export function openLedger(own: Node): { close(): Leak[] } {
  const listeners = watchListeners();
  const timers = new Map<unknown, string>();
  const original = { setTimeout, setInterval, clearTimeout, clearInterval };
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
      Object.assign(globalThis, original);
      return [
        ...listeners.close().map(({ type }): Leak => ({ kind: 'listener', what: type })),
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
    ...[...document.head.children].map(
      (node): Leak => ({ kind: node.localName === 'style' || node.localName === 'link' ? 'style' : 'dom', what: name(node) }),
    ),
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
