import type { Text } from '@hukumat/contract';
import type { ColumnType } from 'kysely';
import type { EntryType } from './entry.ts';

interface EntriesTable {
  id: string;
  source: string;
  type: EntryType;
  agency: string | null;
  path: string;
  title: ColumnType<Text, string, string>;
  summary: ColumnType<Text | null, string | null, string | null>;
  body: ColumnType<Text | null, string | null, string | null>;
  heads: string[];
  terms: ColumnType<never, string, string>;
  top: ColumnType<never, string, string>;
  weight: number;
  digest: string;
}

export interface Tables {
  'search.entries': EntriesTable;
}
