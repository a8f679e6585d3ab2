import type { Host, HttpAnswer } from '@hukumat/contract/plugin';

/** One sheet in the agency's own archive. */
export interface Plan {
  id: number;
  application: string;
  upload: string;
  title: string;
  notes: number;
}
/** A remark at a point of a sheet; `x` and `y` go from 0 to 1 over its width and height. */
export interface Note {
  id: number;
  x: number;
  y: number;
  text: string;
  at: string;
  own: boolean;
}

/** A refusal with a stable code: of the gateway (`backend-away` …) or of the archive. */
class ArchiveRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the archive refused: ${code}`);
    this.code = code;
  }
}

export interface ArchiveClient {
  plansOf(application: string): Promise<Plan[]>;
  keep(application: string, upload: { id: string; name: string }, file: Blob): Promise<Plan>;
  sheet(plan: number): Promise<Blob>;
  notesOn(plan: number): Promise<Note[]>;
  /** `key` makes a repeated attempt the same note. */
  write(plan: number, note: { x: number; y: number; text: string }, key: string): Promise<Note>;
  takeBack(plan: number, note: number): Promise<void>;
}

const PLANS = '/agencies/architecture-construction/calls/plans/plans';

/** The agency's own server, as the gateway reaches it. Undefined where the release was not given that call. */
export function archiveClient(host: Host): ArchiveClient | undefined {
  const http = host.http;
  if (!http) return undefined;
  const good = async (answer: Promise<HttpAnswer>): Promise<HttpAnswer['body']> => {
    const { status, body } = await answer;
    if (status < 400) return body;
    throw new ArchiveRefused(codeOf(body) ?? String(status));
  };
  return {
    plansOf: async (application) => {
      const body = await good(http(`${PLANS}?application=${encodeURIComponent(application)}`));
      return (body as unknown as { plans: Plan[] }).plans;
    },
    keep: async (application, upload, file) => {
      const path = `${PLANS}/${encodeURIComponent(application)}/${encodeURIComponent(upload.id)}?title=${encodeURIComponent(upload.name)}`;
      return (await good(http(path, { method: 'PUT', body: file }))) as unknown as Plan;
    },
    sheet: async (plan) => {
      const body = await good(http(`${PLANS}/${plan}/sheet`));
      if (!(body instanceof Blob)) throw new ArchiveRefused('no-sheet');
      return body;
    },
    notesOn: async (plan) => ((await good(http(`${PLANS}/${plan}/notes`))) as unknown as { notes: Note[] }).notes,
    write: async (plan, note, key) =>
      (await good(http(`${PLANS}/${plan}/notes`, { method: 'POST', body: note, headers: { 'idempotency-key': key } }))) as unknown as Note,
    takeBack: async (plan, note) => {
      await good(http(`${PLANS}/${plan}/notes/${note}`, { method: 'DELETE' }));
    },
  };
}

function codeOf(body: HttpAnswer['body']): string | undefined {
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined;
}
