import { notify } from './notices.ts';
import { word } from './words.ts';

/** A change of what is live, as far as it concerns nobody in person. */
export interface Change {
  agency: string;
  version: string | null;
}

const NAME = 'hukumat.live';

/**
 * The portal's live news in this tab. One tab of the browser holds the one event stream (a Web Lock says which) and tells the
 * others; a hidden tab lets go. Only agency and version are ever told: any code of this origin can listen.
 * Returns the way to stop.
 */
export function followLive(heard: (change: Change) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    const change = changeOf(data);
    if (change) heard(change);
  };
  let holding: AbortController | undefined;

  const hold = async (mine: AbortController): Promise<void> => {
    const held = navigator.locks.request(NAME, { signal: mine.signal }, () => stream(mine.signal));
    await held.catch(() => {});
  };
  const stream = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const source = new EventSource('/api/v1/live');
      source.addEventListener('live', ({ data }: MessageEvent<string>) => {
        const change = changeOf(JSON.parse(data));
        if (!change) return;
        heard(change);
        channel.postMessage(change);
      });
      signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });
  const follow = (): void => {
    const visible = document.visibilityState === 'visible';
    if (visible && !holding) {
      holding = new AbortController();
      void hold(holding);
    } else if (!visible) {
      holding?.abort();
      holding = undefined;
    }
  };

  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    holding?.abort();
    channel.close();
  };
}

/** Reads a message strictly: other code of this origin can speak on the channel too. */
export function changeOf(message: unknown): Change | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const agency: unknown = Reflect.get(message, 'agency');
  const version: unknown = Reflect.get(message, 'version');
  if (typeof agency !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(agency)) return undefined;
  return typeof version === 'string' || version === null ? { agency, version } : undefined;
}

const LOOK_EVERY_MS = 3000;

/**
 * Keeps an open page of the account fresh: asks now and then whether anything has happened and, if so, opens the page anew.
 * Whoever is writing is told instead: nothing typed is taken away.
 */
export function followPulse(link: HTMLAnchorElement): void {
  const { pulse, pulseAt = '' } = link.dataset;
  const look = async (): Promise<void> => {
    if (!link.isConnected) return;
    if (document.visibilityState === 'visible' && navigator.onLine) {
      const answer = await fetch(pulseAt, { cache: 'no-store' }).catch(() => undefined);
      if (answer?.status === 401 || !link.isConnected) return;
      const now: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
      const told: unknown = typeof now === 'object' && now !== null ? Reflect.get(now, 'pulse') : undefined;
      if (typeof told === 'string' && told !== pulse) {
        if (isWriting()) notify({ kind: 'warning', text: word('changed') });
        else location.reload();
        return;
      }
    }
    setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  setTimeout(() => void look(), LOOK_EVERY_MS);
}

/** Whether a form of the page holds something that its author would miss. */
function isWriting(): boolean {
  return [
    ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('main form :is(input, textarea, select)'),
  ].some((control) => {
    if (control === document.activeElement) return true;
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    if (control instanceof HTMLSelectElement) return [...control.options].some((option) => option.selected !== option.defaultSelected);
    if (control.type === 'hidden') return false;
    return ['radio', 'checkbox'].includes(control.type)
      ? control.checked !== control.defaultChecked
      : control.value !== control.defaultValue;
  });
}
