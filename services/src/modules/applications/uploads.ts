import type { Field, ServiceDefinition } from '@hukumat/contract';
import { fileTypeFromBuffer } from 'file-type';
import type { Actor } from '../../platform/actor.ts';
import { conflict, notFound, unprocessable } from '../../platform/problem.ts';
import { openMine } from './applicant/standing.ts';
import { type Context, definitionOf, idOf, liveService, type Person, personOf } from './context.ts';
import { readDraft } from './drafts.ts';
import { recordAtCounter } from './hand-in/counter.ts';
import type { Application, Upload } from './model.ts';
import { loadApplication, lockApplication, lockDraft, type Reading, uploadOf, uploadsOfDraft } from './records.ts';
import { askToForget } from './retention.ts';
import { askScan, scanNow } from './scan-upload.ts';
import type { Tables, UploadRow } from './tables.ts';

/** Limits where the field names none; per person over everything kept. */
const UPLOAD_LIMITS = { bytes: 5_000_000, perField: 10, totalBytes: 100_000_000 } as const;
const KINDS: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Where a file goes: an unfinished application, or one that was sent back. */
export interface Place {
  draft?: string | undefined;
  application?: string | undefined;
}
interface File extends Place {
  field: string;
  name: string;
  declaredType: string;
  bytes: Uint8Array;
}

/** Keeps one file under its SHA-256. What it is is decided by its first bytes, not by its name or what the browser says. */
export const attachUpload = (context: Context) => async (actor: Actor, file: File) => {
  const person = personOf(actor);
  const name = cleanName(file.name);
  const target = await targetOf(context, person, file);
  const field = openField(target, file.field);
  const type = await accepted(field, name, file);
  // Asked before the bytes are kept as well: a refused file must not fill the disk.
  const quota = quotaFor(field, file.bytes.byteLength);
  quota(await context.platform.db.read<Tables, UploadRow[]>(person, (db) => uploadsOf(db, person)));
  // The bytes are durable before the row that names them.
  const { sha256, bytes } = await context.platform.objects.put(file.bytes);
  const kept = await context.platform.db.write<Tables, Upload>(person, async (tx) => {
    // Locking the parent makes the two counts below true until commit.
    const draft = target.draft ? await lockDraft(tx.sql, target.draft) : undefined;
    if (!draft) await lockApplication(tx.sql, target.application ?? '');
    const mine = await uploadsOf(tx.sql, person);
    quota(mine);
    const here = heldBy(target, field, mine);
    const same = here.find((row) => row.sha256 === sha256);
    if (same) return uploadOf(same);
    refuseTooMany(target, field, here);
    const row = await tx.sql
      .insertInto('applications.uploads')
      .values({
        owner: person.subject,
        draft: target.draft ?? null,
        application: target.application ?? null,
        field: field.name,
        name,
        type,
        bytes,
        sha256,
        created_at: context.platform.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const names = here.map(nameOf);
    if (draft) await recordAtCounter(context, tx, draft, { [field.name]: names }, { [field.name]: [...names, name] });
    await tx.journal({
      type: 'document.uploaded',
      agency: target.agency,
      subject: person.subject,
      entity: `upload:${row.id}`,
      data: { sha256, bytes },
    });
    await askScan(tx, row.id);
    return uploadOf(row);
  });
  await scanNow(context, kept.id);
  return context.platform.db.read<Tables, Upload>(person, async (db) => uploadOf(await oneUpload(db, kept.id)));
};

/**
 * The same questions before the first byte of a file is sent, as far as its name and size answer them.
 * @throws what `attachUpload` would, but for the kind and the same file again. Answers whose form it is.
 */
export const admitUpload = (context: Context) => async (actor: Actor, file: Place & { field: string; name: string; size: number }) => {
  const person = personOf(actor);
  const target = await targetOf(context, person, file);
  const field = openField(target, file.field);
  refuseSize(field, cleanName(file.name), file.size);
  const mine = await context.platform.db.read<Tables, UploadRow[]>(person, (db) => uploadsOf(db, person));
  quotaFor(field, file.size)(mine);
  refuseTooMany(target, field, heldBy(target, field, mine));
  return { agency: target.agency };
};

/** Every file of the place with what was found in it, and whose form it is. */
export const listUploads = (context: Context) => async (actor: Actor, place: Place) => {
  const person = personOf(actor);
  if (place.draft) {
    const { agency, uploads } = await readDraft(context)(person, place.draft);
    return { agency, uploads };
  }
  const { agency, uploads } = await openMine(context)(person, place.application ?? '');
  return { agency, uploads };
};

function openField({ definition, editable }: Target, name: string): Field {
  const field = fileField(definition, name);
  if (editable && !editable.includes(field.name))
    throw unprocessable('field-closed', 'This field was not sent back', { field: field.name });
  return field;
}

const heldBy = ({ draft, application }: Target, field: Field, mine: readonly UploadRow[]): UploadRow[] =>
  mine.filter((row) => row.field === field.name && row[draft ? 'draft' : 'application'] === (draft ?? application));

function refuseTooMany({ definition }: Target, { name }: Field, here: readonly UploadRow[]): void {
  const most = definition.form.schema.properties[name]?.maxItems ?? UPLOAD_LIMITS.perField;
  if (here.length >= most) throw unprocessable('upload-too-many', 'This field holds no more files', { field: name, max: most });
}

const quotaFor =
  ({ name }: Field, bytes: number) =>
  (kept: readonly Pick<UploadRow, 'bytes'>[]): void => {
    if (kept.reduce((sum, row) => sum + row.bytes, bytes) <= UPLOAD_LIMITS.totalBytes) return;
    throw unprocessable('upload-quota', 'The files kept for this person are too large together', {
      field: name,
      maxBytes: UPLOAD_LIMITS.totalBytes,
    });
  };

const oneUpload = (db: Reading, id: string): Promise<UploadRow> =>
  db.selectFrom('applications.uploads').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const nameOf = ({ name }: UploadRow): string => name;

const uploadsOf = (db: Reading, person: Person): Promise<UploadRow[]> =>
  db.selectFrom('applications.uploads').selectAll().where('owner', '=', person.subject).execute();

export const removeUpload = (context: Context) => async (actor: Actor, id: string) => {
  const person = personOf(actor);
  await context.platform.db.write<Tables, void>(person, async (tx) => {
    const row = await tx.sql
      .selectFrom('applications.uploads')
      .selectAll()
      .where('id', '=', idOf(id))
      .where('owner', '=', person.subject)
      .executeTakeFirst();
    if (!row) throw notFound('The file');
    if (row.application) {
      const application = await lockApplication(tx.sql, row.application);
      if (application.state !== 'sent_back' || !application.sent_back?.fields.includes(row.field))
        throw conflict('field-closed', 'This file can no longer be changed');
    }
    if (row.draft) {
      const draft = await lockDraft(tx.sql, row.draft);
      const names = (await uploadsOfDraft(tx.sql, draft.id)).filter(({ field }) => field === row.field);
      const kept = names.filter(({ id: one }) => one !== row.id);
      await recordAtCounter(context, tx, draft, { [row.field]: names.map(nameOf) }, { [row.field]: kept.map(nameOf) });
    }
    await tx.sql.deleteFrom('applications.uploads').where('id', '=', row.id).execute();
    await askToForget(tx, [row.sha256]);
    await tx.journal({
      type: 'document.upload-removed',
      subject: person.subject,
      entity: `upload:${row.id}`,
      data: { sha256: row.sha256 },
    });
  });
};

/**
 * The bytes: the person's own, or of `application`, which a desk has just opened and was written down for. Row-level security
 * would show an officer every file of the agency, and nobody would know of it. What the scanner has not found clean reaches
 * no desk, and what it found infected nobody.
 */
export const readUpload = (context: Context) => async (actor: Actor, id: string, application?: string) => {
  const person = personOf(actor);
  const row = await context.platform.db.read<Tables, UploadRow | undefined>(person, (db) => {
    const found = db.selectFrom('applications.uploads').selectAll().where('id', '=', idOf(id));
    return (application ? found.where('application', '=', application) : found.where('owner', '=', person.subject)).executeTakeFirst();
  });
  if (!row || row.scan === 'infected' || (application && row.scan !== 'clean')) throw notFound('The file');
  const content = await context.platform.objects.get(row.sha256);
  if (!content) throw notFound('The file');
  return { upload: uploadOf(row), content };
};

interface Target {
  definition: ServiceDefinition;
  agency: string;
  draft?: string;
  application?: string;
  editable?: readonly string[];
}

async function targetOf(context: Context, person: Person, file: Place): Promise<Target> {
  const { db } = context.platform;
  if (file.draft) {
    const draft = await readDraft(context)(person, file.draft);
    if (draft.application) throw conflict('draft-submitted', 'This draft was already submitted', { application: draft.application });
    return { definition: liveService(context, draft.service).definition, agency: draft.agency, draft: draft.id };
  }
  const application = await db.read<Tables, Application>(person, (reading) => loadApplication(reading, idOf(file.application ?? '')));
  if (application.owner !== person.subject) throw notFound('The application');
  const editable = application.state === 'sent_back' ? (application.sentBack?.fields ?? []) : [];
  return { definition: await definitionOf(context)(application), agency: application.agency, application: application.id, editable };
}

function fileField(definition: ServiceDefinition, name: string): Field {
  const field = definition.form.steps.flatMap(({ fields }) => fields).find((f) => f.name === name && f.kind === 'file');
  if (!field) throw notFound('The field');
  return field;
}

function refuseSize(field: Field, name: string, bytes: number): void {
  const max = field.maxBytes ?? UPLOAD_LIMITS.bytes;
  const place = { field: field.name, name };
  if (bytes === 0) throw unprocessable('upload-empty', 'The file is empty', place);
  if (bytes > max) throw unprocessable('upload-too-large', `The file is larger than ${max} bytes`, { ...place, maxBytes: max });
}

async function accepted(field: Field, name: string, { bytes, declaredType }: File): Promise<string> {
  const place = { field: field.name, name };
  refuseSize(field, name, bytes.byteLength);
  const accept: readonly string[] = field.accept ?? KINDS;
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (!found || !accept.includes(found))
    throw unprocessable('upload-type', 'The file is of another kind than asked for', { ...place, accept, found });
  const claimed = [declaredType, byEnding(name)].filter((type): type is string => type !== undefined && KINDS.includes(type));
  if (claimed.some((type) => type !== found))
    throw unprocessable('upload-mismatch', `The file calls itself ${claimed[0]} but is ${found}`, { ...place, found });
  return found;
}

const byEnding = (name: string): string | undefined =>
  ({ pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' })[name.split('.').at(-1)?.toLowerCase() ?? ''];

/** The last part of the path, without control and direction characters, at most 120 letters. */
const cleanName = (name: string): string =>
  (name.normalize('NFC').split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(-120) || 'file';
