import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, register as ofModules, Registry } from 'prom-client';

/** Counts requests by route (never by address, which may be personal) and serves the figures on a port of their own. */
export function createMetrics(app: FastifyInstance): { listen(port: number, host: string): Promise<number>; close(): Promise<void> } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from the first byte of a request to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions?.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  let server: Server | undefined;
  return {
    async listen(port, host) {
      const opened = createServer((request, response) => {
        if (request.url !== '/metrics') return void response.writeHead(404).end();
        Registry.merge([register, ofModules])
          .metrics()
          .then(
            (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
            () => response.writeHead(500).end(),
          );
      });
      await new Promise<void>((resolve, reject) => opened.once('error', reject).listen(port, host, resolve));
      server = opened;
      const address = opened.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    async close() {
      server?.closeAllConnections();
      server?.close();
    },
  };
}
