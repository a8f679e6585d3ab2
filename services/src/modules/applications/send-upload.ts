import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { notFound, Problem, unprocessable } from '../../platform/problem.ts';
import type { Asked, Told } from '../files/index.ts';
import { type Context, personOf } from './context.ts';
import type { Upload } from './model.ts';
import { admitUpload, attachUpload } from './uploads.ts';

/** Where files in pieces are sent, by the tus protocol. */
export const UPLOADS = '/api/v1/uploads';

const aboutSchema = z
  .strictObject({
    draft: z.uuid().optional(),
    application: z.uuid().optional(),
    field: z.string().max(100),
    name: z.string().max(1000),
    type: z.string().max(100).default(''),
  })
  .refine(({ draft, application }) => (draft === undefined) !== (application === undefined));
type About = z.infer<typeof aboutSchema>;

/**
 * One request of a file that comes in pieces. It may begin where the whole file might be attached; who began it may carry it
 * on; with its last byte it goes through the very checks of a file that came at once, and nothing is left of the pieces.
 */
export const sendUpload =
  (context: Context) =>
  async (actor: Actor, asked: Asked, within: (agency: string) => void): Promise<Told & { upload?: Upload }> => {
    const person = personOf(actor);
    const { unfinished } = context;
    if (asked.method === 'POST') {
      const about = aboutOf(asked);
      const { agency } = await admitUpload(context)(person, { ...about, size: sizeOf(asked) });
      within(agency);
      if (!(await unfinished.mayBegin(person.subject)))
        throw unprocessable('upload-unfinished', 'Too many files were begun and not ended', { field: about.field });
      return unfinished.begin(asked, person.subject, { ...known(about), agency });
    }
    const id = asked.id ?? '';
    const begun = await unfinished.find(id, person.subject);
    if (!begun) throw notFound('The file');
    const { agency, ...about } = begun.about;
    within(agency ?? '');
    const told = await unfinished.carryOn(asked);
    if (!told.whole || asked.method !== 'PATCH') return told;
    const { type, ...file } = aboutSchema.parse(about);
    try {
      const upload = await attachUpload(context)(person, { ...file, declaredType: type, bytes: await unfinished.read(id) });
      await unfinished.drop(id);
      return { ...told, upload };
    } catch (error) {
      // What is refused stays refused; anything else is asked again with nothing more to send.
      if (error instanceof Problem && error.status < 500) await unfinished.drop(id);
      throw error;
    }
  };

const known = (about: About): Record<string, string> =>
  Object.fromEntries(Object.entries(about).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** @throws Problem 422 for pairs that say nothing of a file of a form. */
function aboutOf({ headers }: Asked): About {
  const pairs = String(headers['upload-metadata'] ?? '')
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .filter(([key]) => key)
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  const about = aboutSchema.safeParse(Object.fromEntries(pairs));
  if (!about.success) throw unprocessable('upload-unknown', 'Upload-Metadata names field, name, type, and a draft or an application');
  return about.data;
}

function sizeOf({ headers }: Asked): number {
  const size = String(headers['upload-length'] ?? '');
  if (!/^\d{1,12}$/.test(size)) throw unprocessable('upload-unknown', 'Upload-Length says how many bytes will come');
  return Number(size);
}
