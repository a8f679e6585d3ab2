import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAskOutside } from './ask-outside.ts';
import { readCrawl } from './read-crawl.ts';
import type { Entry } from './source.ts';

const HOST = 'kuhna.example.tj';
const asked: string[] = [];
const html = (body: string) => `<html><head><title>Саҳифа</title></head><body>${body}</body></html>`;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    const answer = (status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    if (url === '/robots.txt') answer(200, 'text/plain', `User-agent: *\nDisallow: /admin\nSitemap: ${origin}/maps.xml\n`);
    else if (url === '/maps.xml')
      answer(
        200,
        'text/xml',
        `<sitemapindex><sitemap><loc>${origin}/map-1.xml</loc></sitemap><sitemap><loc>${origin}/maps.xml</loc></sitemap></sitemapindex>`,
      );
    else if (url === '/map-1.xml')
      answer(
        200,
        'text/xml',
        `<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>${origin}/only-in-map</loc></url><url><loc>http://elsewhere.example/</loc></url><url><loc>&a;`,
      );
    else if (url === '/')
      answer(
        200,
        'text/html',
        html(
          '<a href="/a">a</a> <a href="/A/">A</a> <a href="/admin/x">x</a> <a href="/to-private">p</a> <a href="/big">b</a> <a href="/gone">g</a> <a href="/f.pdf">f</a>',
        ),
      );
    else if (url === '/a')
      answer(200, 'text/html', html('<base href="/folder/"><a href="b">b</a><a href="/">home</a><a href="javascript:x()">j</a>'));
    else if (url === '/to-private') answer(302, 'text/html', '', { location: 'http://169.254.169.254/latest' });
    else if (url === '/big') answer(200, 'text/html', Buffer.alloc(6 * 1024 * 1024, 'x'));
    else if (url === '/f.pdf') answer(200, 'application/pdf', '%PDF');
    else if (url === '/only-in-map' || url === '/folder/b') answer(200, 'text/html', html('<p>Матн</p>'));
    else answer(404, 'text/html', '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://${HOST}:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('an old site is read by its sitemaps and its links, politely, and never beyond its own host', async () => {
  const outside = createAskOutside((_host, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]));
  const source = readCrawl(`${origin}/`, outside.ask, 0);
  const entries: Entry[] = [];
  for await (const entry of source.entries()) entries.push(entry);
  const short = (address: string) => address.slice(origin.length);
  expect(
    entries.map((entry) =>
      'page' in entry ? short(entry.page.address) : `${short(entry.refused.address)} ${entry.refused.finding.reason}`,
    ),
  ).toEqual([
    '/',
    '/only-in-map',
    '/a',
    '/admin/x not-allowed',
    '/to-private not-answering',
    '/big not-answering',
    '/gone not-answering',
    '/folder/b',
  ]);
  expect(asked.filter((url) => url === '/maps.xml')).toHaveLength(1);
  expect(asked.some((url) => url.startsWith('/admin'))).toBe(false);
  expect(Buffer.from((await source.file(`${origin}/f.pdf`)) ?? '').toString()).toBe('%PDF');
  expect(await source.file('http://elsewhere.example/f.pdf')).toBeUndefined();
  await outside.close();
});

test.each(['http://127.0.0.1/', 'http://[::1]/', 'http://10.0.0.1:8080/', 'http://localhost/', 'ftp://example.org/'])(
  '%s is not asked',
  async (address) => {
    const outside = createAskOutside();
    expect(await outside.ask(address, 1000)).toBeUndefined();
    await outside.close();
  },
);
