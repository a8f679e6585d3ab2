import type { ColumnType } from 'kysely';

type Fixed<T> = ColumnType<T, T, never>;

export interface Tables {
  'sandbox_bank.sessions': {
    id: Fixed<string>;
    key: Fixed<string>;
    reference: Fixed<string>;
    diram: Fixed<number>;
    return_to: Fixed<string>;
    state: 'open' | 'thinking' | 'paid' | 'declined' | 'returned';
    opened_at: Fixed<Date>;
    answered_at: Date | null;
  };
  'sandbox_bank.events': {
    id: Fixed<string>;
    session: Fixed<string>;
    type: Fixed<'paid' | 'declined'>;
    at: Fixed<Date>;
    accepted_at: Date | null;
  };
}
