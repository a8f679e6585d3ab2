// How long the pages of officers and citizens take on a portal that has lived: first `npm run seed:life`, then this.
// Uses the data folder of HUKUMAT_DATA or a portal that already runs at E2E_ORIGIN. Nothing is asserted; a table is printed.
import { HttpPerson } from '../actors/http-person.ts';
import { startPortal } from '../portal.ts';

const REQUESTS = 200;
const AT_ONCE = 8;

const running = process.env.E2E_ORIGIN;
const portal = running ? undefined : await startPortal({ dataDir: process.env.HUKUMAT_DATA ?? '.data' });
const origin = running ?? portal?.origin ?? '';
try {
  const officer = new HttpPerson(origin);
  await officer.signIn('mia-officer', 'substantial');
  const head = new HttpPerson(origin);
  await head.signIn('mia-supervisor', 'substantial');
  const citizen = new HttpPerson(origin);
  await citizen.signIn('citizen-1', 'substantial');
  const nobody = new HttpPerson(origin);

  const queue = '/tg/account/desk/mia?view=all';
  const first = await page(officer, queue);
  const own = link(await page(citizen, '/tg/account/applications'), /\/tg\/account\/applications\/[0-9a-f-]{36}/);
  const pages: [what: string, who: HttpPerson, path: string][] = [
    ['queue: open, first page', officer, '/tg/account/desk/mia'],
    ['queue: all, first page', officer, queue],
    ['queue: by a name', officer, `${queue}&q=${encodeURIComponent('Намоишӣ')}`],
    ['queue: by a number', officer, `${queue}&q=000123`],
    ['queue: one service', officer, `${queue}&service=tinted-windows-permit`],
    ['queue: last page', officer, await lastPage(officer, queue, first)],
    ['load of the desk', head, '/tg/account/desk/mia/load'],
    ['a file at the desk', officer, link(first, /\/tg\/account\/desk\/mia\/[0-9a-f-]{36}/)],
    ['own application, timeline', citizen, own],
    ['own applications', citizen, '/tg/account/applications'],
    ['account', citizen, '/tg/account/'],
    ['inbox', citizen, '/tg/account/inbox'],
    ['statistics', nobody, '/tg/statistics'],
    ['register', nobody, '/tg/register'],
  ];
  console.log(`${origin}: ${REQUESTS} requests of each, in milliseconds\n`);
  console.log(`${'page'.padEnd(28)}${'one by one'.padEnd(24)}${AT_ONCE} at once`);
  console.log(`${''.padEnd(28)}${'p50   p95   p99'.padEnd(24)}p50   p95   p99`);
  for (const [what, who, path] of pages) {
    // The first requests fill caches; a portal that has stood for a minute has them.
    await times(who, path, 5, 1);
    const alone = await times(who, path, REQUESTS, 1);
    const together = await times(who, path, REQUESTS, AT_ONCE);
    console.log(`${what.padEnd(28)}${row(alone).padEnd(24)}${row(together)}`);
  }
} finally {
  await portal?.stop();
}

async function page(who: HttpPerson, path: string): Promise<string> {
  const answer = await who.request(path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

function link(html: string, pattern: RegExp): string {
  const found = pattern.exec(html)?.[0];
  if (!found) throw new Error(`no ${pattern} on the page: seed the portal first, npm run seed:life`);
  return found;
}

/** Follows the queue to its end. */
async function lastPage(who: HttpPerson, path: string, first: string): Promise<string> {
  let at = path;
  for (let html = first; ; html = await page(who, at)) {
    const next = /href="([^"]*[?&;]after=[^"]*)"/.exec(html.slice(html.indexOf('<main')))?.[1]?.replaceAll('&amp;', '&');
    if (!next) return at;
    at = next;
  }
}

async function times(who: HttpPerson, path: string, count: number, atOnce: number): Promise<number[]> {
  const taken: number[] = [];
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const began = performance.now();
      await page(who, path);
      taken.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return taken.toSorted((a, b) => a - b);
}

function row(sorted: readonly number[]): string {
  return [0.5, 0.95, 0.99]
    .map((share) => String(Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN)).padEnd(6))
    .join('')
    .trimEnd();
}
