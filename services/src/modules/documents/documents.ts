import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import type { Documents, DocumentsDeps, IssuedDocument } from './document.ts';
import { issueDocument } from './issue-document.ts';
import { documentRoutes } from './routes.ts';
import { openSeal, type Seal } from './seal.ts';
import { type DocumentRow, documentOf, documentRows, type Tables } from './tables.ts';
import { verifyBytes, verifyCode } from './verify-document.ts';

const jobSchema = z.object({ application: z.uuid() });

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
  platform.jobs.handle('issue-document', async (data) => issue(jobSchema.parse(data).application));
  deps.applications.onApproved(issue);

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
    verify: verifyCode(platform),
    verifyFile: verifyBytes(platform),
    seal,
    routes: (app) => documentRoutes(app, documents, deps),
  };
  return documents;
}
