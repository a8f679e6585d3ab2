import type { Lang } from '@hukumat/contract';
import type { Frame, RoutePlugin } from './model.ts';

/** The part of the live snapshot that one page needs, read by the browser half from `<script id="route">` or a fragment. */
export interface RouteData {
  lang: Lang;
  /** Path without the language. */
  path: string;
  /** Build of the shell: a fragment of another build is not swapped in, the browser navigates instead. */
  build: string;
  who: { signedIn: boolean; loa: Frame['who']['loa']; name?: string };
  plugin?: RoutePlugin;
  cards?: RoutePlugin[];
  capability?: string;
  enhances?: true;
}

export function routeData(frame: Frame, build: string): RouteData {
  const { signedIn, loa, name } = frame.who;
  return {
    lang: frame.lang,
    path: frame.path,
    build,
    who: { signedIn, loa, ...(name === undefined ? {} : { name }) },
    ...(frame.plugin ? { plugin: frame.plugin } : {}),
    ...(frame.cards?.length ? { cards: frame.cards } : {}),
    ...(frame.capability ? { capability: frame.capability } : {}),
    ...(frame.enhances ? { enhances: true as const } : {}),
  };
}

/** Whether the browser half must wake on this page at once. */
export const wakes = (frame: Frame): boolean => Boolean(frame.plugin || frame.cards?.length || frame.enhances || frame.who.signedIn);
