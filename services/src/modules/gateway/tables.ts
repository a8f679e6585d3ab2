/** The gateway's tables, as migration 0110 makes them. */
export interface Tables {
  'gateway.backends': {
    agency: string;
    scope: string;
    url: string;
    deadline_ms: number;
    places: number;
    tells_name: boolean;
    registered_by: string;
    registered_at: Date;
  };
  'gateway.answers': {
    owner: string;
    agency: string;
    scope: string;
    key: string;
    digest: string;
    started_at: Date;
    status: number | null;
    /** JSON, written as text. */
    headers: unknown;
    body: Buffer | null;
  };
}
