import type { AnswerError, ServiceDefinition } from '@hukumat/contract';
import { isMessage } from '@hukumat/shell/document';
import { Problem } from '../../platform/problem.ts';
import type { Person } from './apply-person.ts';
import { one, type Posted } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { Visit } from './visit.ts';

const KINDS: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };

/** Keeps and removes the files a form brought. A refused file becomes an error at its field; the others are kept. */
export async function takeFiles(
  site: Site,
  visit: Visit,
  person: Person,
  target: { draft: string } | { application: string },
  definition: ServiceDefinition,
  { fields, files }: Posted,
): Promise<AnswerError[]> {
  const remove = one(fields, '_remove');
  if (remove) await site.applications.removeUpload(person, remove);
  const errors: AnswerError[] = [];
  for (const { field, name, type, bytes } of files) {
    try {
      await site.applications.attachUpload(person, { ...target, field, name, declaredType: type, bytes });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      const step = definition.form.steps.find((s) => s.fields.some((f) => f.name === field));
      const asked = step?.fields.find((f) => f.name === field);
      errors.push({ field, step: step?.name ?? '', code: error.code, message: words(visit, error, name, asked?.maxBytes, asked?.accept) });
    }
  }
  return errors;
}

function words(
  { t, lang }: Visit,
  { code, details }: Problem,
  name: string,
  maxBytes = 5_000_000,
  accept: readonly string[] = Object.keys(KINDS),
): string {
  const key = `problem.${code}`;
  const limit = typeof details.maxBytes === 'number' ? details.maxBytes : maxBytes;
  const size = String(Math.round(limit / 100_000) / 10);
  const values = { name, size: lang === 'en' ? size : size.replace('.', ','), types: accept.map((type) => KINDS[type] ?? type).join(', ') };
  return t(isMessage(key) ? key : 'trouble.refused.lead', values);
}
