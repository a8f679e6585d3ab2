import type { Host, Section, View } from '../plugin.ts';

/** Props an ordinary single-spa application receives, with the portal's host beside them. */
export interface SpaProps {
  name: string;
  domElement: HTMLElement;
  host: Host;
  view: View;
}
type Step = (props: SpaProps) => Promise<unknown>;
/** What an ordinary single-spa application exports. */
export interface Lifecycles {
  bootstrap?: Step | Step[];
  mount: Step | Step[];
  unmount: Step | Step[];
}

async function run(steps: Step | Step[] | undefined, props: SpaProps): Promise<void> {
  for (const step of steps === undefined ? [] : [steps].flat()) await step(props);
}

/** Makes a section of an ordinary single-spa application: one line for software written elsewhere. */
export function sectionFromLifecycles(lifecycles: Lifecycles): Section {
  return {
    start(host) {
      const places = new Map<View['root'], HTMLElement>();
      let bootstrapped: Promise<void> | undefined;
      const props = (view: View, domElement: HTMLElement): SpaProps => ({ name: host.self.agency, domElement, host, view });
      return {
        async mount(view) {
          const place = view.root.ownerDocument.createElement('div');
          places.set(view.root, place);
          view.root.append(place);
          bootstrapped ??= run(lifecycles.bootstrap, props(view, place));
          await bootstrapped;
          await run(lifecycles.mount, props(view, place));
        },
        async unmount(view) {
          const place = places.get(view.root);
          if (!place) return;
          try {
            await run(lifecycles.unmount, props(view, place));
          } finally {
            place.remove();
            places.delete(view.root);
          }
        },
      };
    },
  };
}
