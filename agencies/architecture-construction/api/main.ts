import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet } from 'jose';
import { Archive } from './archive.ts';
import { createPlanServer } from './server.ts';

/**
 * The server as a process of its own. `PLANS_PORTAL` is the portal's origin, `PLANS_DATA` the folder of the archive,
 * `PLANS_PORT` the port on this machine (any free one without it), `PLANS_ADDRESS` the origin under which the portal calls it.
 */
const { PLANS_PORTAL: portal, PLANS_DATA: folder, PLANS_PORT = '0', PLANS_ADDRESS } = process.env;
if (!portal || !folder) {
  console.error('PLANS_PORTAL and PLANS_DATA are needed');
  process.exit(1);
}

let address = PLANS_ADDRESS ?? '';
const server = createPlanServer(new Archive(folder), {
  keys: createRemoteJWKSet(new URL('/.well-known/hukumat-gateway.json', portal)),
  issuer: portal,
  audience: 'architecture-construction.plans',
  address: () => address,
});
server.listen(Number(PLANS_PORT), '127.0.0.1', () => {
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  address ||= own;
  // Whoever started it learns where it is; alone it says so.
  if (process.send) process.send({ url: own });
  else console.log(`Plans are served at ${own}`);
});

// A Ctrl+C in the terminal of the one who started it is for that one: this process ends with it.
if (process.send) process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
