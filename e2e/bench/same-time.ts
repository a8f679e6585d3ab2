// Whether somebody else's thing takes as long to be refused as one that is not there. Uses a portal that already runs at
// E2E_ORIGIN or an own one. Nothing is asserted; medians and their difference are printed.
import { handsIn } from '../actors/hands-in.ts';
import { HttpPerson } from '../actors/http-person.ts';
import { newDataDir, removeDataDir, startPortal } from '../portal.ts';

const PAIRS = 500;
const ABSENT = '01980000-0000-7000-8000-000000000000';

const running = process.env.E2E_ORIGIN;
const dataDir = newDataDir();
const portal = running ? undefined : await startPortal({ dataDir });
const origin = running ?? portal?.origin ?? '';
try {
  process.env.E2E_ORIGIN = origin;
  await handsIn(1);
  const owner = new HttpPerson(origin);
  await owner.signIn('citizen-5');
  const [application] = (await (await owner.request('/api/v1/applications')).json()) as { id: string }[];
  const there = application?.id ?? '';
  const begun = await owner.send(await owner.request('/tg/dushanbe/family-composition-certificate/apply'), {
    surname: 'Намоишӣ',
    givenName: 'Тахмина',
    birthDate: '01.01.1980',
    passport: 'A00000005',
    address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
    phone: '+992000000005',
  });
  const draft = new URL(begun.url).pathname.split('/').at(-2) ?? '';
  await begun.arrayBuffer();
  if (!/^[0-9a-f-]{36}$/.test(draft)) throw new Error(`no draft was begun: ${begun.status} ${begun.url}`);

  const apply = '/tg/dushanbe/family-composition-certificate/apply';
  const addresses: [what: string, id: string, address: (id: string) => string][] = [
    ['application, page', there, (id) => `/tg/account/applications/${id}`],
    ['application, API', there, (id) => `/api/v1/applications/${id}`],
    ['letters, API', there, (id) => `/api/v1/applications/${id}/letters`],
    ['payment of an application', there, (id) => `/tg/account/applications/${id}/pay`],
    ['draft, page', draft, (id) => `${apply}/${id}`],
    ['draft, check', draft, (id) => `${apply}/${id}/check`],
    ['files of a draft, API', draft, (id) => `/api/v1/uploads?draft=${id}`],
    ['application at another desk', there, (id) => `/tg/account/desk/dushanbe/${id}`],
  ];
  const stranger = new HttpPerson(origin);
  await stranger.signIn('citizen-2');
  console.log(`${origin}: ${PAIRS} pairs of each, medians in milliseconds\n`);
  console.log(`${'what'.padEnd(30)}${'status'.padEnd(12)}another’s   absent   difference   ratio`);
  for (const [what, id, address] of addresses) {
    const times: [number[], number[]] = [[], []];
    const statuses = new Set<number>();
    for (let pair = -20; pair < PAIRS; pair++) {
      // Whoever goes first changes with each pair, so that neither profits from the other.
      for (const which of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const before = performance.now();
        const answer = await stranger.request(address(which === 0 ? id : ABSENT));
        await answer.arrayBuffer();
        statuses.add(answer.status);
        if (pair >= 0) times[which].push(performance.now() - before);
      }
    }
    const [one, other] = times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0) as [number, number];
    const figures = [
      one.toFixed(2).padStart(9),
      other.toFixed(2).padStart(9),
      (one - other).toFixed(2).padStart(11),
      (one / other).toFixed(3).padStart(9),
    ];
    console.log(`${what.padEnd(30)}${[...statuses].join(' ').padEnd(10)}${figures.join('  ')}`);
  }
} finally {
  await portal?.stop();
  removeDataDir(dataDir);
}
