import { LANGS, type Lang } from '@hukumat/contract';
import type { Frame } from '@hukumat/shell/document';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseScripts } from '../../platform/http/from-script.ts';
import { compress } from './compress.ts';
import { local } from './local-address.ts';
import type { Site } from './needs.ts';
import { problemPage } from './problem-page.ts';
import { settingsOf } from './settings.ts';
import type { Answer, Handler, Page, PageRoute, Visit } from './visit.ts';
import { whoOf } from './who.ts';

const BODY_LIMIT = 65_536;

/** Registers the table of pages: each pattern in three languages, as a document and as a fragment, with its 301 twin. */
export function servePages(app: FastifyInstance, site: Site, table: readonly PageRoute[]): void {
  for (const route of table) {
    for (const lang of LANGS) {
      for (const fragment of [false, true]) {
        const base = `${fragment ? '/_fragment' : ''}/${lang}`;
        const url = base + route.pattern;
        const run = (handler: Handler) => (request: FastifyRequest, reply: FastifyReply) =>
          answer(site, route, handler, request, reply, lang, fragment);
        const bodyLimit = route.bodyLimit ?? BODY_LIMIT;
        const config = { personal: route.personal === true, navigatedOnly: route.navigatedOnly === true };
        if (route.get) app.get(url, { config }, run(route.get));
        if (route.post && !fragment) app.post(url, { bodyLimit, config }, run(route.post));
        if (route.get && !route.pattern.endsWith('*'))
          app.get(twin(url), (request, reply) => reply.redirect(toCanonical(request.url), 301));
      }
    }
  }
}

/** The same address with or without its final slash. */
const twin = (url: string): string => (url.endsWith('/') ? url.slice(0, -1) : `${url}/`);
function toCanonical(url: string): string {
  const [path = '', query] = url.split('?', 2);
  return twin(path) + (query === undefined ? '' : `?${query}`);
}

async function answer(
  site: Site,
  route: PageRoute,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  fragment: boolean,
): Promise<unknown> {
  const visit = await visitOf(site, request, lang, fragment);
  let result: Answer;
  try {
    if (route.navigatedOnly && fragment) result = { redirect: visit.to(visit.path) + searchOf(request.url) };
    else {
      if (route.navigatedOnly) await refuseScripts(request);
      result = await handler(visit, reply);
    }
  } catch (error) {
    result = problemPage(site, visit, error);
  }
  if ('sent' in result) return reply;
  if ('redirect' in result) {
    const target = local(result.redirect);
    if (fragment) return toNavigate(reply, target);
    return reply.header('cache-control', 'no-store').redirect(target, result.status ?? (request.method === 'POST' ? 303 : 302));
  }
  return send(site, visit, reply, result, route.personal === true);
}

/** Tells the browser half that there is no fragment of this page. It is an ordinary answer: browsers print others as errors. */
const toNavigate = (reply: FastifyReply, to: string): unknown =>
  reply.status(200).header('cache-control', 'no-store').header('x-robots-tag', 'noindex').send({ navigate: to });

const searchOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

/** What a handler sees of a request. */
export async function visitOf(site: Site, request: FastifyRequest, lang: Lang, fragment: boolean): Promise<Visit> {
  const context = site.document.context(lang);
  const prefix = `${fragment ? '/_fragment' : ''}/${lang}`;
  const [path = '/'] = request.url.split('?', 1);
  return {
    ...context,
    request,
    path: path.startsWith(prefix) ? path.slice(prefix.length) || '/' : '/',
    params: request.params as Record<string, string>,
    query: firstOnes(request.query),
    body: (request.body ?? {}) as Visit['body'],
    actor: site.identity.actorOf(request),
    who: await whoOf(site, request, lang),
    fragment,
  };
}

function firstOnes(query: unknown): Record<string, string> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(Array.isArray(value) ? value[0] : value).slice(0, 200)]));
}

/** The same address in each language, with what was asked: a search stays a search. */
function inEachLanguage({ request, path }: Visit): Record<Lang, string> {
  const search = request.method === 'GET' ? searchOf(request.url) : '';
  return Object.fromEntries(LANGS.map((lang) => [lang, `/${lang}${path}${search}`])) as Record<Lang, string>;
}

/** The page's frame: what every page carries with what this one says. */
export function frameOf(site: Site, visit: Visit, page: Page): Frame {
  const { main: _main, status: _status, trail, ownDocument: _own, ...rest } = page;
  const home = { label: visit.t('frame.home'), href: visit.to('/') };
  const settings = settingsOf(visit.request);
  return {
    ...rest,
    lang: visit.lang,
    path: visit.path,
    who: visit.who,
    demo: site.demo,
    breadcrumbs: visit.path === '/' ? [] : [home, ...(trail ?? [{ label: page.title }])],
    ...(rest.languages ? {} : { languages: inEachLanguage(visit) }),
    ...(settings ? { settings } : {}),
  };
}

/** Sends a page as a document or as a fragment, compressed, with the headers that keep it closed and fresh. */
async function send(site: Site, visit: Visit, reply: FastifyReply, page: Page, personal: boolean): Promise<unknown> {
  const { request } = visit;
  // What anybody may open asks whether it helped; what answers to one person or one attempt does not.
  const asks = !personal && !page.unlisted && page.status === undefined && request.method === 'GET';
  const frame = { ...frameOf(site, visit, page), ...(asks ? { feedback: true as const } : {}) };
  const kept = personal || visit.who.signedIn || page.status !== undefined;
  void reply.status(page.status ?? 200);
  void reply.header('cache-control', kept ? 'private, no-store' : 'no-cache').header('vary', 'cookie, accept-encoding');
  if (visit.fragment) {
    // The capability is issued to a first document only.
    if (page.ownDocument) return toNavigate(reply, visit.to(visit.path));
    const fragment = site.document.fragment(frame, page.main);
    return compress(
      request,
      reply.type('application/json; charset=utf-8').headers({ 'x-robots-tag': 'noindex' }),
      JSON.stringify(fragment),
      !kept,
    );
  }
  void reply.headers(site.document.policyHeaders(frame)).header('content-language', visit.lang);
  return compress(request, reply.type('text/html; charset=utf-8'), site.document.page(frame, page.main), !kept);
}
