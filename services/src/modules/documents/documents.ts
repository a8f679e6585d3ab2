import { dushanbeDate } from '@hukumat/contract/locale';
import { z } from 'zod';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import type { Documents, DocumentsDeps, HandOver, IssuedDocument } from './document.ts';
import { handOverDocument, openHandedOver, worksAt } from './hand-over-document.ts';
import { issueDocument } from './issue-document.ts';
import { revokeDocument, revokeWithMandate } from './revoke-document.ts';
import { documentRoutes } from './routes.ts';
import { openSeal, type Seal } from './seal.ts';
import { publicKeys } from './statement-keys.ts';
import { type DocumentRow, documentOf, documentRows, handOverRows, type Tables } from './tables.ts';
import { verifyBytes, verifyCode } from './verify-document.ts';

const jobSchema = z.object({ application: z.uuid() });
const revokedSchema = z.object({ application: z.uuid(), document: z.uuid() });

export function createDocuments(platform: Platform, deps: DocumentsDeps): Documents {
  const { db, clock, objects } = platform;
  let opening: Promise<Seal> | undefined;
  const seal = () => {
    opening ??= openSeal(platform.config.dataDir, clock.now()).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const issue = issueDocument(platform, deps, seal);
  const revoke = revokeDocument(platform, deps);
  platform.jobs.handle('issue-document', async (data) => issue(jobSchema.parse(data).application));
  deps.applications.onApproved(issue);
  deps.applications.onHandOver(handOverDocument(platform));

  platform.jobs.handle('document-revoked', async (data) => {
    const { application, document } = revokedSchema.parse(data);
    await deps.applications.markRevoked(application, document);
  });
  deps.mandates.onRevoked(revokeWithMandate(platform));

  const shown = (row: DocumentRow | undefined) => (row ? documentOf(row, clock.now()) : undefined);
  const documents: Documents = {
    issue,
    async mine(actor) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      return db.read<Tables, IssuedDocument[]>(actor, async (sql) => {
        const rows = await documentRows(sql).where('owner', '=', actor.subject).orderBy('id', 'desc').limit(500).execute();
        return rows.map(shown).filter((document) => document !== undefined);
      });
    },
    ofApplication: (actor, application) =>
      db.read<Tables, IssuedDocument | undefined>(actor, async (sql) =>
        shown(await documentRows(sql).where('application', '=', application).executeTakeFirst()),
      ),
    names: (sha256) =>
      db.read<Tables, boolean>(system('named-bytes'), async (sql) => {
        const row = await sql.selectFrom('documents.documents').select('id').where('sha256', '=', sha256).limit(1).executeTakeFirst();
        return row !== undefined;
      }),
    async file(actor, id) {
      if (!z.uuid().safeParse(id).success || actor.kind !== 'person') throw notFound('The document');
      // The owner's alone: a desk may see the row, but nobody takes a citizen's paper without being written down.
      const document = await db.read<Tables, IssuedDocument | undefined>(actor, async (sql) =>
        shown(await documentRows(sql).where('id', '=', id).where('owner', '=', actor.subject).executeTakeFirst()),
      );
      const bytes = document && (await objects.get(document.sha256));
      if (!document || !bytes) throw notFound('The document');
      return { document, bytes };
    },
    async one(actor, id) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      if (!z.uuid().safeParse(id).success) throw notFound('The document');
      const document = await db.read<Tables, IssuedDocument | undefined>(actor, async (sql) =>
        shown(await documentRows(sql).where('id', '=', id).where('owner', '=', actor.subject).executeTakeFirst()),
      );
      if (!document) throw notFound('The document');
      return document;
    },
    async revoke(actor, id, reason, agency) {
      if (!z.uuid().safeParse(id).success) throw notFound('The document');
      await revoke(actor, id, reason, agency);
    },
    async handOvers(actor, document) {
      if (actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in first');
      return db.read<Tables, HandOver[]>(actor, (sql) =>
        handOverRows(sql, { owner: actor.subject, ...(document === undefined ? {} : { document }) }),
      );
    },
    async receivedWith(actor, agency, application) {
      if (!worksAt(actor, agency)) throw forbidden('Only officers of this agency may do this');
      if (!z.uuid().safeParse(application).success) throw notFound('The application');
      return db.read<Tables, HandOver[]>(actor, (sql) => handOverRows(sql, { agency, application }));
    },
    openHandedOver: openHandedOver(platform),
    async published() {
      const now = clock.now();
      const today = dushanbeDate(now);
      const [keys, { authority }, revoked] = await Promise.all([
        publicKeys(platform.config.dataDir, now),
        seal(),
        db.read<Tables, string[]>(system('publish-statements'), async (sql) => {
          const rows = await sql
            .selectFrom('documents.documents')
            .select('facts')
            .where('state', '=', 'revoked')
            .where('facts', 'is not', null)
            .where((on) => on.or([on('valid_until', 'is', null), on('valid_until', '>=', today)]))
            .orderBy('revoked_at')
            .execute();
          return rows.flatMap(({ facts }) => (facts ? [facts] : []));
        }),
      ]);
      return { issuer: platform.config.origin, at: now.toISOString(), keys, revoked, authority };
    },
    verify: verifyCode(platform, deps),
    verifyFile: verifyBytes(platform, deps),
    seal,
    routes: (app) => documentRoutes(app, documents, deps),
  };
  return documents;
}
