/** How much one request carries: small enough to end on a slow line, large enough to be few. */
const PIECE = 256 * 1024;
const LONGEST_PAUSE_MS = 10_000;
const UPLOADS = '/api/v1/uploads';

/** Where the file belongs, and what lets this page send it. */
export interface Place {
  draft?: string;
  application?: string;
  pass: string;
}
/** A file of a form, as the server keeps it. */
export interface Kept {
  id: string;
  field: string;
  name: string;
  bytes: number;
  scan: 'pending' | 'clean' | 'infected';
}
export interface Watching {
  /** Bytes that have arrived. */
  arrived(bytes: number): void;
  /** The line is gone; it goes on where it stopped as soon as it is back. */
  lost(): void;
  signal: AbortSignal;
}

/** The server has judged: `code` says why it does not take the file. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Sends a file in pieces by tus 1.0 and does not give up: after a lost line it asks what has arrived and sends the rest. @throws Refused */
export async function sendPieces(file: File, field: string, place: Place, watching: Watching): Promise<Kept> {
  let address = await persist(() => begin(file, field, place, watching.signal), watching);
  let offset = 0;
  let again = false;
  const step = async (): Promise<Kept | undefined> => {
    if (again) {
      const head = await ask('HEAD', address, place, watching.signal);
      if (head.status === 404) {
        // Its last piece may have arrived and only the answer was lost.
        const kept = (await listKept(place, watching.signal)).find((one) => one.field === field && one.name === file.name);
        if (kept?.bytes === file.size) return kept;
        address = await begin(file, field, place, watching.signal);
        offset = 0;
      } else offset = Number((await judged(head)).headers.get('upload-offset'));
      again = false;
      watching.arrived(offset);
    }
    again = true;
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
    const answer = await ask('PATCH', address, place, watching.signal, headers, file.slice(offset, offset + PIECE));
    if (answer.status === 409) return undefined;
    await judged(answer);
    again = false;
    offset = answer.status === 200 ? file.size : Number(answer.headers.get('upload-offset'));
    watching.arrived(offset);
    return answer.status === 200 ? ((await answer.json()) as Kept) : undefined;
  };
  try {
    for (;;) {
      const kept = await persist(step, watching);
      if (kept) return kept;
    }
  } catch (error) {
    if (watching.signal.aborted) void ask('DELETE', address, place).catch(() => {});
    throw error;
  }
}

/** The files of this form, and what was found in each. */
export async function listKept(place: Place, signal?: AbortSignal): Promise<Kept[]> {
  const of = place.draft ? `draft=${place.draft}` : `application=${place.application}`;
  const answer = await fetch(`${UPLOADS}?${of}`, { headers: { 'x-hukumat-capability': place.pass }, ...(signal ? { signal } : {}) });
  return (await (await judged(answer)).json()) as Kept[];
}

async function begin(file: File, field: string, place: Place, signal: AbortSignal): Promise<string> {
  const about = {
    ...(place.draft ? { draft: place.draft } : { application: place.application ?? '' }),
    field,
    name: file.name,
    type: file.type,
  };
  const metadata = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`);
  const headers = { 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') };
  return (await judged(await ask('POST', UPLOADS, place, signal, headers))).headers.get('location') ?? '';
}

const ask = (method: string, address: string, { pass }: Place, signal?: AbortSignal, headers: Record<string, string> = {}, body?: Blob) =>
  fetch(address, {
    method,
    headers: { 'tus-resumable': '1.0.0', 'x-hukumat-capability': pass, ...headers },
    ...(signal ? { signal } : {}),
    ...(body ? { body } : {}),
  });

/** What may be better the next time is thrown as an error of the line. */
async function judged(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  if (answer.status >= 500 || answer.status === 429 || answer.status === 423) throw new TypeError('later');
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  throw new Refused(answer.status, code ?? '');
}

/** Repeats what the line has broken, with growing pauses, until it goes or somebody stops it. */
async function persist<T>(work: () => Promise<T>, { lost, signal }: Watching): Promise<T> {
  for (let pause = 500; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || error instanceof Refused) throw error;
      lost();
      await line(pause, signal);
    }
  }
}

/** Waits a little, or shorter when the browser says that the line is back. */
const line = (pause: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, pause);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
