import pg from 'pg';

/** Where the database is: our own server's socket, or the address of another PostgreSQL. */
export type Connection = { host: string; user: string; database: string } | { connectionString: string };

/** The role a connection works as. Tables belong to the owner; commands run as the app, to which row-level security applies. */
export type DatabaseRole = 'hukumat_owner' | 'hukumat_app';

/** How long one statement may take before it is cut off. */
const STATEMENT_TIMEOUT_MS = 15_000;

/** Connection settings of `pg`, with our types: int8 as number, date as `yyyy-mm-dd`. */
export function clientConfig(connection: Connection, role?: DatabaseRole, statementTimeoutMs = STATEMENT_TIMEOUT_MS): pg.ClientConfig {
  const settings = [
    ...(role ? [`role=${role}`] : []),
    'timezone=UTC',
    `statement_timeout=${statementTimeoutMs}`,
    `idle_in_transaction_session_timeout=60000`,
  ];
  const { address, options } = ours(connection);
  return {
    ...address,
    application_name: 'hukumat',
    options: [...options, ...settings.map((s) => `-c ${s}`)].join(' '),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: ourTypes as typeof pg.types.getTypeParser },
  };
}

/** `options` inside an address would replace ours, and with them the role; they are taken out and put before ours. */
function ours(connection: Connection): { address: Connection; options: string[] } {
  if (!('connectionString' in connection)) return { address: connection, options: [] };
  const url = new URL(connection.connectionString);
  const options = url.searchParams.getAll('options');
  url.searchParams.delete('options');
  return { address: { connectionString: url.href }, options };
}

function ourTypes(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.INT8) return safeInteger;
  if (oid === pg.types.builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}
