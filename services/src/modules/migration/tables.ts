import type { Lang } from '@hukumat/contract';
import type { ColumnType, Generated, Selectable, Transaction } from 'kysely';
import type { BecomesType } from './become.ts';
import type { Counts, Refusal, Repaired, SourceKind, Verdict } from './migration.ts';
import type { Finding } from './source.ts';

type Json<T> = ColumnType<T, string, string>;

interface PagesTable {
  host: string;
  address: string;
  agency: string;
  run: string;
  verdict: Verdict;
  spelled: string;
  also: string[];
  kind: 'page' | 'news' | null;
  lang: Lang | null;
  grouping: string | null;
  slug: string | null;
  title: string | null;
  html: string | null;
  image: string | null;
  published: string | null;
  categories: string[];
  findings: Json<Finding[]>;
  repaired: Json<Repaired[]>;
  item: string | null;
  type: BecomesType | null;
}

export interface Tables {
  'migration.sites': {
    host: string;
    agency: string;
    archive: string | null;
    switched_at: Date | null;
    switched_by: string | null;
    checked_at: Date | null;
    refusals: ColumnType<Refusal[] | null, string | null, string | null>;
    created_at: Date;
  };
  'migration.runs': {
    id: Generated<string>;
    host: string;
    agency: string;
    kind: SourceKind;
    actor: string;
    started_at: Date;
    finished_at: Date | null;
    counts: ColumnType<Counts | null, string | null, string | null>;
  };
  'migration.pages': PagesTable;
  'migration.mappings': {
    host: string;
    address: string;
    agency: string;
    target: string | null;
    origin: 'import' | 'hand';
    changed_by: string;
    changed_at: Date;
  };
  'migration.hits': {
    host: string;
    address: string;
    agency: string;
    logged: ColumnType<string, number, number>;
    counted: ColumnType<string, number, number>;
    last_on: ColumnType<string | null, string | null, string | null>;
  };
}

export type PageRow = Selectable<PagesTable>;
export type SiteRow = Selectable<Tables['migration.sites']>;
export type Sql = Transaction<Tables>;
