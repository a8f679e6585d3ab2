import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '../../platform/problem.ts';
import type { Appeals, AppealsDeps } from './appeal.ts';

export function appealRoutes(app: FastifyInstance, appeals: Pick<Appeals, 'statistics'>, deps: AppealsDeps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/agencies/:agency/appeals/statistics',
    {
      schema: {
        summary: 'How a body answers appeals',
        tags: ['appeals'],
        params: z.object({ agency: z.string().max(100) }),
        response: { 200: z.object({ received: z.int(), answered: z.int(), onTime: z.int(), overdue: z.int() }) },
      },
    },
    async (request, reply) => {
      if (!deps.agencies().includes(request.params.agency)) throw notFound('The body');
      void reply.header('cache-control', 'public, max-age=300');
      return appeals.statistics(request.params.agency);
    },
  );
}
