import { createElement, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const seen = globalThis as { reacts?: unknown[] };
seen.reacts = [...(seen.reacts ?? []), useState];

/** A React section that a federation container exposes. */
export default {
  start() {
    const roots = new Map<Element, Root>();
    return {
      mount(view: { root: Element }) {
        const Box = () => {
          const [count, set] = useState(0);
          return createElement('button', { type: 'button', onClick: () => set(count + 1) }, `federated ${count}`);
        };
        const root = createRoot(view.root);
        roots.set(view.root, root);
        root.render(createElement(Box));
      },
      unmount: (view: { root: Element }) => roots.get(view.root)?.unmount(),
    };
  },
};
