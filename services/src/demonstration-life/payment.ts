import type { Person } from './cast.ts';
import type { World } from './world.ts';

/** Pays an open invoice on the page of the demonstration's bank, as a browser does. @returns false when the card was declined. */
export async function payFor(world: World, person: Person, application: string): Promise<boolean> {
  const { modules, http, platform } = world.app;
  const { url } = await modules.payments.begin(person, application, 'tg');
  const declined = world.chance.of(0.04);
  const { origin } = platform.config;
  const answer = await http.inject({
    method: 'POST',
    url: new URL(url).pathname,
    headers: { host: new URL(origin).host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ card: declined ? 'declined' : 'pays' }).toString(),
  });
  if (answer.statusCode !== 303) throw new Error(`the bank's page answered ${answer.statusCode}`);
  if (!declined) world.counts.payments++;
  return !declined;
}
