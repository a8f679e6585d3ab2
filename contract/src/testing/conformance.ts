import type { Host, Running, Section, View } from '../plugin.ts';
import { error, type Finding } from '../standard/finding.ts';
import { openLedger } from './ledger.ts';

export interface Conformance {
  /** Imports the section: `() => import('./section.ts')`. */
  load(): Promise<{ default: Section }>;
  host: Host;
  /** Names of routes, fills and places to draw, with the params a route needs. */
  draws: readonly { export: string; params?: Record<string, string> }[];
  /** Milliseconds a mount or unmount may take; 2000 by default. */
  deadline?: number;
}

function inTime(work: unknown, millis: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`unfinished after ${millis} ms`)), millis);
    Promise.resolve(work)
      .then(() => resolve(), reject)
      .finally(() => clearTimeout(timer));
  });
}
const words = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** Two turns of the event loop: what frameworks clean up after they return. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(() => setTimeout(resolve)));

interface Place {
  element: HTMLElement;
  root: Element | ShadowRoot;
}
function place(shadow: boolean): Place {
  const element = document.createElement('div');
  element.dataset.plugin = '';
  document.body.append(element);
  return { element, root: shadow ? element.attachShadow({ mode: 'open' }) : element };
}

async function cycle(running: Running, draw: Conformance['draws'][number], at: Place, deadline: number): Promise<Finding[]> {
  const controller = new AbortController();
  const view: View = { root: at.root, export: draw.export, params: draw.params ?? {}, signal: controller.signal };
  const findings = await turn(running, view, draw.export, deadline);
  controller.abort();
  await settled();
  const left = at.root.childNodes.length;
  if (left === 0 || findings.length > 0) return findings;
  return [error('unmount-left', draw.export, `${left} node(s) stay in the root`, 'Remove what you drew.')];
}

async function turn(running: Running, view: View, draw: string, deadline: number): Promise<Finding[]> {
  try {
    await inTime((async () => running.mount(view))(), deadline);
  } catch (fault) {
    return [error('mount-failed', draw, words(fault), 'Mounting must finish in time and not throw.')];
  }
  const findings = view.root.childNodes.length > 0 ? [] : [error('mount-empty', draw, 'Nothing was drawn', 'Draw into view.root.')];
  try {
    await inTime((async () => running.unmount(view))(), deadline);
  } catch (fault) {
    return [...findings, error('unmount-failed', draw, words(fault), 'Unmounting must finish in time and not throw.')];
  }
  return findings;
}

async function drawOne(running: Running, draw: Conformance['draws'][number], shadow: boolean, deadline: number): Promise<Finding[]> {
  const at = place(shadow);
  try {
    // The first round lets a framework set up what it keeps once for the whole page; the second is held against it.
    const first = await cycle(running, draw, at, deadline);
    if (first.length > 0) return first;
    const ledger = openLedger(at.element);
    const second = await cycle(running, draw, at, deadline);
    const advice = 'Take back in unmount what mount has set up.';
    return [
      ...second,
      ...ledger.close().map(({ kind, what }) => error(`leak-${kind}`, draw.export, `It leaves a ${kind} behind: ${what}`, advice)),
    ];
  } finally {
    at.element.remove();
  }
}

/**
 * Runs a section as the shell would, in any DOM (a browser, or happy-dom in Vitest): importing has no side effects,
 * and every draw mounts, unmounts and mounts again, in the page and in a shadow root, leaving nothing behind.
 */
export async function conformance({ load, host, draws, deadline = 2000 }: Conformance): Promise<Finding[]> {
  const ledger = openLedger(document.body);
  let section: Section;
  try {
    section = (await load()).default;
  } catch (fault) {
    ledger.close();
    return [error('import-failed', 'section', words(fault), 'Importing must not throw.')];
  }
  const effects = ledger
    .close()
    .map(({ kind, what }) => error('import-effect', 'section', `Importing makes a ${kind}: ${what}`, 'Move it into start or mount.'));
  const running = await section.start(host);
  const findings: Finding[] = [];
  for (const draw of draws) {
    for (const shadow of [false, true]) findings.push(...(await drawOne(running, draw, shadow, deadline)));
  }
  return [...effects, ...findings];
}
