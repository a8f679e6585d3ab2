import { render } from 'lit';
import type { Host, Section, View } from '../plugin.ts';

/** What every drawing function is handed. */
export interface Drawn {
  host: Host;
  view: View;
  /** Draws this view again, for state that lives outside an element. */
  redraw(): void;
}

/** A section drawn by Lit templates: one function for each route, fill and place, by its name. */
export function litSection(draws: Readonly<Record<string, (drawn: Drawn) => unknown>>): Section {
  return {
    start(host) {
      // Lit remembers its place on the container, so each mount gets a fresh one and the root stays untouched.
      const containers = new Map<View['root'], HTMLElement>();
      const draw = (view: View) => {
        const drawn = draws[view.export];
        if (!drawn) throw new Error(`This section draws no "${view.export}"`);
        const container = containers.get(view.root);
        if (container) render(drawn({ host, view, redraw: () => redraw(view) }), container);
      };
      const redraw = (view: View) => {
        try {
          draw(view);
        } catch (error) {
          host.report(error, { export: view.export, fatal: true });
        }
      };
      return {
        mount(view) {
          const container = view.root.ownerDocument.createElement('div');
          containers.set(view.root, container);
          view.root.append(container);
          draw(view);
        },
        update: draw,
        unmount(view) {
          containers.get(view.root)?.remove();
          containers.delete(view.root);
        },
      };
    },
  };
}
