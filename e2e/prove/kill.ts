// Proof: the portal is killed with `kill -9` fifty times while citizens submit; every acknowledged application is there once.
import { randomInt, randomUUID } from 'node:crypto';
import { HttpPerson } from '../actors/http-person.ts';
import { freePort, newDataDir, type Portal, removeDataDir, startPortal } from '../portal.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 50);
const WRITERS = 4;

const dataDir = newDataDir();
const port = await freePort();

/** Answers that a wedding's registration accepts; no two are held on one day, because that would be a duplicate. */
const answers = ({ guests, days }: Sent) => ({
  hostSurname: 'Раҳимзода',
  hostGivenName: 'Фирӯза',
  hostPassport: 'A00000001',
  phone: '+992000000001',
  hostAddress: 'шаҳри Душанбе, кӯчаи намунавӣ, 1',
  eventKind: 'feast',
  eventDate: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  startTime: '18:00',
  placeKind: 'home',
  placeAddress: 'шаҳри Душанбе, кӯчаи намунавӣ, 1',
  guests,
  cars: 2,
  groomName: 'Каримов Далер',
  groomBirthDate: '2000-01-01',
  brideName: 'Назарӣ Меҳрубон',
  brideBirthDate: '2001-01-01',
});

interface Sent {
  key: string;
  guests: number;
  /** Until the day of the ceremony. */
  days: number;
  /** The number the portal answered with; absent when the connection died first. */
  number?: string;
}

async function submit(citizen: HttpPerson, sent: Sent): Promise<boolean> {
  const answer = await citizen
    .request('/api/v1/applications', {
      method: 'POST',
      type: 'application/json',
      headers: { 'idempotency-key': sent.key },
      body: JSON.stringify({ service: 'wedding-registration', answers: answers(sent) }),
    })
    .catch(() => undefined);
  const body = await answer?.text().catch(() => undefined);
  if (!answer || body === undefined) return false;
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`submit answered ${answer.status}: ${body}`);
  sent.number = (JSON.parse(body) as { number: string }).number;
  return true;
}

const log: Sent[] = [];
let portal: Portal = await startPortal({ dataDir, port });
const citizen = new HttpPerson(portal.origin);
await citizen.signIn('citizen-1');

for (let round = 1; round <= ROUNDS; round++) {
  let killed = false;
  const write = async () => {
    while (!killed) {
      const sent: Sent = { key: randomUUID(), guests: randomInt(1, 151), days: 30 + log.length };
      log.push(sent);
      if (!(await submit(citizen, sent))) return;
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  await new Promise((next) => setTimeout(next, randomInt(50, 1500)));
  killed = true;
  await portal.stop('SIGKILL');
  await Promise.all(writers);
  portal = await startPortal({ dataDir, port });
  // What was cut off is sent again with its key, as a browser would: it must become exactly one application.
  for (const sent of log.filter((one) => one.number === undefined)) {
    if (!(await submit(citizen, sent))) throw new Error('the portal did not answer after its restart');
  }
  process.stdout.write(`\rround ${round} of ${ROUNDS}, ${log.length} submitted`);
}

const listed = (await (await citizen.request('/api/v1/applications')).json()) as { number: string }[];
const counts = new Map<string, number>();
for (const { number } of listed) counts.set(number, (counts.get(number) ?? 0) + 1);
const missing = log.filter((sent) => !counts.has(sent.number ?? ''));
const doubled = [...counts].filter(([, count]) => count > 1);
const strangers = listed.length - new Set(log.map((sent) => sent.number)).size;

await portal.stop();
removeDataDir(dataDir);
console.log(
  `\n${ROUNDS} kills, ${log.length} acknowledged applications: ${missing.length} missing, ${doubled.length} doubled, ${strangers} nobody sent`,
);
process.exit(missing.length + doubled.length + Math.abs(strangers) === 0 ? 0 : 1);
