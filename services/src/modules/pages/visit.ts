import type { Lang } from '@hukumat/contract';
import type { Context, Frame, Part } from '@hukumat/shell/document';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';

/** One request for one page, whether as a document or as a fragment. */
export interface Visit extends Context {
  request: FastifyRequest;
  lang: Lang;
  /** Path without the language: `/services/wedding-registration`. */
  path: string;
  params: Record<string, string>;
  /** First value of each query parameter, at most 200 characters. */
  query: Record<string, string>;
  /** Fields of a submitted form; empty for GET. */
  body: Record<string, string | string[]>;
  actor: Actor;
  who: Frame['who'];
  /** The page is asked for as part of an open document. */
  fragment: boolean;
}

/** A page: what differs from page to page of the frame, and the content of `<main>`. */
export type Page = Partial<Omit<Frame, 'lang' | 'path' | 'who' | 'demo' | 'settings' | 'breadcrumbs'>> & {
  title: string;
  main: Part;
  /** Below the home page; the last one has no `href`. Absent: the title alone. */
  trail?: Frame['breadcrumbs'];
  /** 200 when absent. */
  status?: number;
  /** The page of a `document` plugin: asked for as a fragment, it answers that the browser must navigate. */
  ownDocument?: boolean;
};

export type Answer =
  | Page
  /** 303 after a POST, 302 when absent elsewhere. An address of this portal, beginning with `/`. */
  | { redirect: string; status?: 301 | 302 | 303 }
  /** The handler has answered by `reply` itself, with a file. */
  | { sent: true };

export type Handler = (visit: Visit, reply: FastifyReply) => Answer | Promise<Answer>;

/**
 * One line of the table of pages. `pattern` is the path below the language in fastify's notation (`/services/:service`);
 * its final slash is the canonical one and the other form is sent there with 301. The same handler answers the document
 * and the fragment.
 */
export interface PageRoute {
  pattern: string;
  get?: Handler;
  post?: Handler;
  /** Never cached and never listed, even for a visitor who is not signed in. */
  personal?: true;
  /**
   * Answered only to a person who goes there: never as a fragment, never to a script. Code of an agency runs on our origin
   * with the person's session, and could otherwise read here what concerns other agencies.
   */
  navigatedOnly?: boolean;
  /** Largest body of a POST in bytes; 64 KiB when absent. */
  bodyLimit?: number;
}
