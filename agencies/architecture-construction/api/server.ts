import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Archive } from './archive.ts';
import { type Caller, KeysAway, NoProof, type ProofRules, proofReader } from './proof.ts';

const BODY_BYTES = 8 * 1024 * 1024;
const NOTE_CHARACTERS = 1_000;
/** Who of the agency works with plans. */
const DESK = ['officer', 'supervisor', 'head'];
const PICTURES: Readonly<Record<string, readonly number[]>> = { 'image/png': [0x89, 0x50, 0x4e, 0x47], 'image/jpeg': [0xff, 0xd8, 0xff] };

interface Reply {
  status: number;
  type?: string;
  body?: string | Uint8Array;
}
class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}
const json = (status: number, body: unknown): Reply => ({ status, type: 'application/json', body: JSON.stringify(body) });

interface Asked {
  caller: Caller;
  method: string;
  path: string;
  query: URLSearchParams;
  type: string;
  key: string;
  body: Buffer;
}

/** The agency's own server: an archive of plans for its officers. It believes nothing but the gateway's proof. */
export function createPlanServer(archive: Archive, rules: ProofRules): Server {
  const readProof = proofReader(rules);

  return createServer((request, response) => {
    answer(request)
      .catch((error: unknown): Reply => {
        if (error instanceof NoProof) return json(401, { code: 'no-proof' });
        if (error instanceof KeysAway) return json(503, { code: 'keys-away' });
        if (error instanceof Refused) return json(error.status, { code: error.code });
        console.error(error);
        return json(500, { code: 'failed' });
      })
      .then(({ status, type, body }) => {
        if (type) response.setHeader('content-type', type);
        response.writeHead(status, { 'cache-control': 'no-store' }).end(body);
      });
  });

  async function answer(request: IncomingMessage): Promise<Reply> {
    const method = request.method ?? '';
    const target = request.url ?? '';
    const body = await bodyOf(request);
    const caller = await readProof(request.headers['hukumat-proof'], { method, url: target, body });
    if (!caller.roles.some((role) => DESK.includes(role))) throw new Refused(403, 'not-of-the-desk');
    const { pathname, searchParams } = new URL(target, 'http://plans');
    return reply(archive, {
      caller,
      method,
      path: pathname,
      query: searchParams,
      type: request.headers['content-type'] ?? '',
      key: String(request.headers['idempotency-key'] ?? ''),
      body,
    });
  }
}

function reply(archive: Archive, asked: Asked): Reply {
  const { caller, method, path } = asked;
  const here = (of: string, pattern: RegExp): RegExpExecArray | null => (method === of ? pattern.exec(path) : null);

  if (here('GET', /^\/plans$/)) return json(200, { plans: archive.plansOf(asked.query.get('application') ?? '') });

  const kept = here('PUT', /^\/plans\/([A-Za-z0-9-]{1,60})\/([A-Za-z0-9-]{1,60})$/);
  if (kept) {
    const [, application = '', upload = ''] = kept;
    const start = PICTURES[asked.type];
    if (!start?.every((byte, i) => asked.body[i] === byte)) throw new Refused(415, 'no-picture');
    const title = (asked.query.get('title') ?? '').trim().slice(0, 200) || upload;
    return json(201, archive.keep({ application, upload, title, type: asked.type, sheet: asked.body }, caller.name));
  }

  const sheet = here('GET', /^\/plans\/(\d{1,12})\/sheet$/);
  if (sheet) {
    const { type, bytes } = found(archive.sheet(Number(sheet[1])));
    return { status: 200, type, body: bytes };
  }

  const notes = /^\/plans\/(\d{1,12})\/notes$/.exec(path);
  if (notes && (method === 'GET' || method === 'POST')) {
    const plan = Number(notes[1]);
    found(archive.sheet(plan));
    if (method === 'GET') return json(200, { notes: archive.notesOn(plan, caller.name) });
    // The same note sent again has the same key; without one it would be written twice.
    if (asked.key === '') throw new Refused(400, 'no-key');
    return json(201, archive.write(plan, noteOf(asked.body), caller.name, asked.key));
  }

  const note = here('DELETE', /^\/plans\/(\d{1,12})\/notes\/(\d{1,12})$/);
  if (note) {
    if (!archive.takeBack(Number(note[1]), Number(note[2]), caller.name)) throw new Refused(404, 'not-found');
    return { status: 204 };
  }
  throw new Refused(404, 'not-found');
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Refused(404, 'not-found');
  return thing;
}

function noteOf(body: Buffer): { x: number; y: number; text: string } {
  let said: unknown;
  try {
    said = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refused(400, 'bad-note');
  }
  const { x, y, text } = (said ?? {}) as Record<string, unknown>;
  const within = (n: unknown): n is number => typeof n === 'number' && n >= 0 && n <= 1;
  const words = typeof text === 'string' ? text.trim() : '';
  if (!within(x) || !within(y) || words === '' || words.length > NOTE_CHARACTERS) throw new Refused(422, 'bad-note');
  return { x, y, text: words };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > BODY_BYTES) throw new Refused(413, 'too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
