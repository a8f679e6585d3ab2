import {
  Component,
  type ComponentType,
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useEffect,
  useSyncExternalStore,
} from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Host, Live, Section, View } from '../plugin.ts';

/** What every drawn component is handed. */
export interface Drawn {
  host: Host;
  view: View;
}

const Surroundings = createContext<Drawn | undefined>(undefined);

/** The host and view of the component that asks, without passing them down. */
export function useDrawn(): Drawn {
  const drawn = useContext(Surroundings);
  if (!drawn) throw new Error('useDrawn stands outside a section drawn by reactSection');
  return drawn;
}

/** The present value of something live; the component is drawn again when it changes. */
export function useLive<T>(live: Live<T>): T {
  return useSyncExternalStore(
    (changed) => live.subscribe(changed),
    () => live.value,
  );
}

interface Watched {
  children: ReactNode;
  failed(error: unknown): void;
}
/** Draws nothing after an error: the portal's fallback card takes the place. */
class Boundary extends Component<Watched, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override componentDidCatch(error: unknown) {
    this.props.failed(error);
  }
  override render() {
    return this.state.broken ? null : this.props.children;
  }
}

function Ready({ done }: { done(): void }) {
  useEffect(done, [done]);
  return null;
}

/** A section drawn by React components: one for each route, fill and place, by its name. */
export function reactSection(draws: Readonly<Record<string, ComponentType<Drawn>>>): Section {
  return {
    start(host) {
      const roots = new Map<View['root'], Root>();
      const draw = (view: View, done: () => void, failed: (error: unknown) => void) => {
        const drawn = draws[view.export];
        if (!drawn) throw new Error(`This section draws no "${view.export}"`);
        const tree = createElement(drawn, { host, view });
        const inside = createElement(Surroundings.Provider, { value: { host, view } }, tree, createElement(Ready, { done }));
        roots.get(view.root)?.render(createElement(Boundary, { failed, children: inside }));
      };
      const late = (view: View) => (error: unknown) => void host.report(error, { export: view.export, fatal: true });
      return {
        mount(view) {
          return new Promise<void>((resolve, reject) => {
            let mounted = false;
            roots.set(view.root, createRoot(view.root));
            const done = () => {
              mounted = true;
              resolve();
            };
            draw(view, done, (error) => (mounted ? late(view)(error) : reject(error)));
          });
        },
        update(view) {
          draw(view, () => {}, late(view));
        },
        unmount(view) {
          roots.get(view.root)?.unmount();
          roots.delete(view.root);
        },
      };
    },
  };
}
