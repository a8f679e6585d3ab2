import {
  type App,
  type Component,
  createApp,
  h,
  type InjectionKey,
  inject,
  onScopeDispose,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
} from 'vue';
import type { Host, Live, Section, View } from '../plugin.ts';

/** What a drawn component may inject: the host, and the view, which changes on `update`. */
export interface Drawn {
  host: Host;
  view: Readonly<ShallowRef<View>>;
}
const surroundings: InjectionKey<Drawn> = Symbol('hukumat');

/** The host and view of the component that asks; they also arrive as the props `host` and `view`. */
export function useDrawn(): Drawn {
  const drawn = inject(surroundings);
  if (!drawn) throw new Error('useDrawn stands outside a section drawn by vueSection');
  return drawn;
}

/** The present value of something live, as a ref that follows it until the component goes. */
export function useLive<T>(live: Live<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(live.value) as ShallowRef<T>;
  onScopeDispose(
    live.subscribe((next) => {
      value.value = next;
    }),
  );
  return shallowReadonly(value);
}

/** A section drawn by Vue components: one for each route, fill and place, by its name. */
export function vueSection(draws: Readonly<Record<string, Component>>): Section {
  return {
    start(host) {
      const apps = new Map<View['root'], { app: App; view: ShallowRef<View>; container: HTMLElement }>();
      return {
        mount(first) {
          const drawn = draws[first.export];
          if (!drawn) throw new Error(`This section draws no "${first.export}"`);
          const view = shallowRef(first);
          const app = createApp({ render: () => h(drawn, { host, view: view.value }) });
          app.provide(surroundings, { host, view });
          let failure: { error: unknown } | undefined;
          let mounted = false;
          app.config.errorHandler = (error) => {
            if (mounted) host.report(error, { export: first.export, fatal: true });
            else failure ??= { error };
          };
          const container = first.root.ownerDocument.createElement('div');
          first.root.append(container);
          apps.set(first.root, { app, view, container });
          app.mount(container);
          mounted = true;
          if (failure) throw failure.error;
        },
        update(view) {
          const running = apps.get(view.root);
          if (running) running.view.value = view;
        },
        unmount(view) {
          const running = apps.get(view.root);
          running?.app.unmount();
          running?.container.remove();
          apps.delete(view.root);
        },
      };
    },
  };
}
