import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One sheet of a plan in the archive. */
export interface Plan {
  id: number;
  application: string;
  upload: string;
  title: string;
  type: string;
  addedAt: string;
  notes: number;
}
/** A remark at a point of a sheet; `x` and `y` go from 0 to 1 over its width and height. */
export interface Note {
  id: number;
  x: number;
  y: number;
  text: string;
  at: string;
  /** Whether the caller wrote it. */
  own: boolean;
}
type Row = Record<string, unknown>;

/** The agency's own archive of plans, a file in its own data folder. It knows people by their pairwise names only. */
export class Archive {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#db = new DatabaseSync(join(folder, 'plans.sqlite'));
    this.#db.exec(`
      pragma journal_mode = wal;
      pragma foreign_keys = on;
      create table if not exists plans (
        id integer primary key, application text not null, upload text not null, title text not null,
        type text not null, sheet blob not null, added_by text not null, added_at text not null,
        unique (application, upload)
      ) strict;
      create table if not exists notes (
        id integer primary key, plan integer not null references plans (id), x real not null, y real not null,
        text text not null, author text not null, at text not null, key text not null, unique (author, key)
      ) strict;
    `);
  }

  plansOf(application: string): Plan[] {
    const found = this.#db.prepare(
      `select id, application, upload, title, type, added_at, (select count(*) from notes where plan = plans.id) as notes
       from plans where application = ? order by id`,
    );
    return found.all(application).map(planOf);
  }

  /** Keeps a sheet. The same upload again is the same plan. */
  keep(plan: { application: string; upload: string; title: string; type: string; sheet: Uint8Array }, by: string): Plan {
    this.#db
      .prepare(
        `insert into plans (application, upload, title, type, sheet, added_by, added_at) values (?, ?, ?, ?, ?, ?, ?)
         on conflict (application, upload) do nothing`,
      )
      .run(plan.application, plan.upload, plan.title, plan.type, plan.sheet, by, new Date().toISOString());
    const kept = this.plansOf(plan.application).find(({ upload }) => upload === plan.upload);
    if (!kept) throw new Error('the plan was not kept');
    return kept;
  }

  sheet(id: number): { type: string; bytes: Uint8Array } | undefined {
    const row = this.#db.prepare('select type, sheet from plans where id = ?').get(id) as Row | undefined;
    return row && { type: String(row.type), bytes: row.sheet as Uint8Array };
  }

  notesOn(plan: number, reader: string): Note[] {
    return this.#db
      .prepare('select id, x, y, text, author, at from notes where plan = ? order by id')
      .all(plan)
      .map((row) => noteOf(row, reader));
  }

  /** Writes a note once per key, however often it is sent. */
  write(plan: number, note: { x: number; y: number; text: string }, author: string, key: string): Note {
    this.#db
      .prepare('insert into notes (plan, x, y, text, author, at, key) values (?, ?, ?, ?, ?, ?, ?) on conflict (author, key) do nothing')
      .run(plan, note.x, note.y, note.text, author, new Date().toISOString(), key);
    const row = this.#db.prepare('select id, x, y, text, author, at from notes where author = ? and key = ?').get(author, key);
    if (!row) throw new Error('the note was not kept');
    return noteOf(row, author);
  }

  /** Takes a note back. @returns whether the caller had written it. */
  takeBack(plan: number, note: number, author: string): boolean {
    return this.#db.prepare('delete from notes where id = ? and plan = ? and author = ?').run(note, plan, author).changes > 0;
  }

  close(): void {
    this.#db.close();
  }
}

const planOf = (row: Row): Plan => ({
  id: Number(row.id),
  application: String(row.application),
  upload: String(row.upload),
  title: String(row.title),
  type: String(row.type),
  addedAt: String(row.added_at),
  notes: Number(row.notes),
});
const noteOf = (row: Row, reader: string): Note => ({
  id: Number(row.id),
  x: Number(row.x),
  y: Number(row.y),
  text: String(row.text),
  at: String(row.at),
  own: row.author === reader,
});
