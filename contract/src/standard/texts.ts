import { z } from 'zod';
import type { Manifest } from '../manifest.ts';
import type { Lang } from '../names.ts';
import type { Files } from './closed-set.ts';
import { error, type Finding, pointer, warning } from './finding.ts';

const textsSchema = z.record(z.string(), z.string());

function isText(value: object): value is Partial<Record<Lang, string>> {
  return 'tg' in value && typeof value.tg === 'string' && Object.keys(value).every((key) => key === 'tg' || key === 'ru' || key === 'en');
}

/** Texts of the manifest that lack a language. Inside a service a citizen depends on them, so there it is an error. */
function checkNames(value: unknown, path: (string | number)[]): Finding[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => checkNames(part, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  if (!isText(value)) return Object.entries(value).flatMap(([key, part]) => checkNames(part, [...path, key]));
  const make = path[0] === 'services' ? error : warning;
  return (['ru', 'en'] as const)
    .filter((lang) => value[lang] === undefined)
    .map((lang) => make('language-missing', pointer(...path, lang), `No ${lang} text`, 'Without it people are shown the Tajik one.'));
}

function readTexts(files: Files, path: string): Record<string, string> | undefined {
  try {
    return textsSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(files.get(path))));
  } catch {
    return undefined;
  }
}

/** Tajik complete; gaps in Russian and English are told but let through. */
export function checkTexts(manifest: Manifest, files: Files): Finding[] {
  const findings = checkNames(manifest, []);
  const { tg: native, ...others } = manifest.text.files;
  if (native === undefined) {
    return [
      ...findings,
      error('tajik-missing', '/text/files/tg', 'There is no Tajik text', 'Add text/tg.json: Tajik comes first and is complete.'),
    ];
  }
  const tajik = readTexts(files, native);
  if (!tajik) {
    return [...findings, error('text-unreadable', native, 'Not a JSON object of texts', 'Write { "key": "text" } in UTF-8.')];
  }
  for (const [key, text] of Object.entries(tajik)) {
    if (text.trim() === '') findings.push(error('tajik-missing', native, `${key} is empty`, 'Write the Tajik text.'));
  }
  for (const [lang, path] of Object.entries(others)) {
    const texts = readTexts(files, path);
    if (!texts) {
      findings.push(error('text-unreadable', path, 'Not a JSON object of texts', 'Write { "key": "text" } in UTF-8.'));
      continue;
    }
    for (const key of Object.keys(texts)) {
      if (!Object.hasOwn(tajik, key))
        findings.push(error('tajik-missing', native, `${key} exists only in ${lang}`, 'Write the Tajik text.'));
    }
    for (const key of Object.keys(tajik)) {
      if (!Object.hasOwn(texts, key)) findings.push(warning('language-missing', path, `${key} has no ${lang} text`, 'Translate it.'));
    }
  }
  for (const lang of ['ru', 'en'] as const) {
    if (!others[lang])
      findings.push(warning('language-missing', `/text/files/${lang}`, `There is no ${lang} text`, `Add text/${lang}.json.`));
  }
  return findings;
}
