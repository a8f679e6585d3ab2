import { dushanbeDate, pick } from '@hukumat/contract/locale';
import { writeStatement } from '@hukumat/contract/statement';
import { sql } from 'kysely';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { newCode } from './code.ts';
import type { DocumentsDeps } from './document.ts';
import type { Seal } from './seal.ts';
import { sealedPdf } from './sealed-pdf.ts';
import { signingKey } from './statement-keys.ts';
import { type DocumentRow, documentRows, type Tables } from './tables.ts';
import { bodyOf, initialsOf, lastDay } from './wording.ts';

const ACTOR = system('issue-document');

/**
 * Makes the document of an approved application. Number and code are set down first, so that a repetition after a
 * crash goes on with the same ones; the last step tells the application. Every step may be repeated.
 */
export const issueDocument = (platform: Platform, deps: DocumentsDeps, seal: () => Promise<Seal>) => async (application: string) => {
  const { db, clock, objects, config } = platform;
  const approved = await deps.applications.decided(application);
  const definition = await deps.applications.definitionOf(approved);
  const { output } = definition;
  if (!output) return;
  const now = clock.now();

  const row = await db.write<Tables, DocumentRow>(ACTOR, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${application}, 50))`.execute(tx.sql);
    const there = await documentRows(tx.sql).where('application', '=', application).executeTakeFirst();
    if (there) return there;
    const issuedOn = dushanbeDate(now);
    const year = Number(issuedOn.slice(0, 4));
    const { last } = await tx.sql
      .insertInto('documents.counters')
      .values({ agency: approved.agency, year, last: 1 })
      .onConflict((on) => on.columns(['agency', 'year']).doUpdateSet({ last: sql`counters.last + 1` }))
      .returning('last')
      .executeTakeFirstOrThrow();
    await tx.sql
      .insertInto('documents.documents')
      .values({
        application,
        owner: approved.owner,
        agency: approved.agency,
        service: approved.service,
        kind: output.kind,
        title: JSON.stringify(output.title),
        number: `${approved.agency.toUpperCase()}-${year}-${String(last).padStart(6, '0')}`,
        code: newCode(),
        initials: initialsOf(definition, approved),
        state: 'issuing',
        issued_on: issuedOn,
        valid_until: lastDay(output, approved.answers, issuedOn) ?? null,
        mandate: output.mandate !== undefined,
        signatories: JSON.stringify((approved.signatures ?? []).map(({ name, as, at, digest }) => ({ name, as, at, digest }))),
        revocable: output.revocable,
        quiet: definition.tone === 'quiet',
      })
      .execute();
    return documentRows(tx.sql).where('application', '=', application).executeTakeFirstOrThrow();
  });

  if (row.state === 'issuing') {
    const agency = deps.agencyName(approved.agency);
    const address = `${config.origin}/tg/verify/${row.code}`;
    const statement = await writeStatement(
      {
        address,
        number: row.number,
        initials: row.initials,
        issuedOn: row.issued_on,
        ...(row.valid_until ? { validUntil: row.valid_until } : {}),
      },
      await signingKey(config.dataDir, row.issued_on, now),
    );
    const pdf = await sealedPdf(
      {
        sheets: output.languages.map((lang) => ({
          lang,
          agency: pick(agency, lang).text,
          title: pick(output.title, lang).text,
          body: bodyOf(definition, approved, lang),
        })),
        number: row.number,
        application: approved.number,
        issuedOn: row.issued_on,
        validUntil: row.valid_until ?? undefined,
        code: row.code,
        address,
        statement: statement.text,
        signatories: row.signatories,
        sample: output.sample === true,
        at: now,
      },
      await seal(),
    );
    const { sha256, bytes } = await objects.put(pdf);
    await db.write<Tables, void>(ACTOR, async (tx) => {
      const sealed = await tx.sql
        .updateTable('documents.documents')
        .set({ state: 'issued', sha256, bytes, facts: statement.digest, statement: statement.text })
        .where('id', '=', row.id)
        .where('state', '=', 'issuing')
        .executeTakeFirst();
      if (sealed.numUpdatedRows === 0n) return;
      await tx.journal({
        type: 'document.sealed',
        agency: row.agency,
        subject: row.owner,
        entity: `document:${row.id}`,
        data: { number: row.number, sha256 },
      });
    });
  }
  await deps.applications.markIssued(application, row.id);
};
