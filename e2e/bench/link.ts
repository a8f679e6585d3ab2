import { connect, createServer, type Socket } from 'node:net';

/** A road in front of a server whose length can be changed: unlimited bandwidth, `rtt` milliseconds there and back. */
export interface Link {
  port: number;
  rtt: number;
  close(): Promise<void>;
}

function delayed(from: Socket, to: Socket, half: number): void {
  from.on('data', (chunk) => setTimeout(() => !to.destroyed && to.write(chunk), half));
  from.on('end', () => setTimeout(() => !to.destroyed && to.end(), half));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), half));
}

/** Opens a road to `target` on this machine, on `port` or a free one. */
export async function openLink(target: number, port = 0): Promise<Link> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const { rtt } = link;
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
    near.on('error', () => near.destroy());
    near.pause();
    // The browser believes the connection open at once; its first byte waits for the handshake the road would have cost.
    setTimeout(() => {
      const far = connect(target, '127.0.0.1', () => {
        delayed(near, far, rtt / 2);
        delayed(far, near, rtt / 2);
        near.resume();
      });
      sockets.add(far);
      far.on('error', () => near.destroy());
    }, rtt);
  });
  const link: Link = {
    port: 0,
    rtt: 0,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('the link did not open');
  link.port = address.port;
  return link;
}
