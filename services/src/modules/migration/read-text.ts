import type { Finding } from './source.ts';

/** A page's bytes as text, in the encoding they are really in; what the page declares is believed only when it fits. */
export function readText(bytes: Uint8Array, declared?: string): { text: string; findings: Finding[] } {
  const said = (declared ?? declaredIn(bytes))?.toLowerCase();
  const utf8 = decodeUtf8(bytes);
  // Bytes that are whole UTF-8 with letters beyond ASCII are UTF-8, whatever the page says.
  if (utf8 !== undefined) {
    const wrong = said !== undefined && !/^utf-?8$/.test(said) && /[^\p{ASCII}]/u.test(utf8);
    return { text: utf8, findings: wrong ? [wrongly(said, 'utf-8')] : [] };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), findings: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), findings: [] };
  const [best] = CYRILLIC.map((name) => {
    const text = new TextDecoder(name).decode(bytes);
    return { name, text, score: likeness(text) };
  }).sort((a, b) => b.score - a.score);
  if (!best) throw new Error('no encoding is known');
  // Mostly UTF-8 with a few broken letters, as when a text was cut in the middle of one.
  const patched = new TextDecoder('utf-8').decode(bytes);
  const lost = patched.split('\ufffd').length - 1;
  if (lost * 50 < patched.length && likeness(patched) > best.score)
    return { text: patched, findings: [{ reason: 'charset-wrong', detail: `utf-8, ${lost}` }] };
  return { text: best.text, findings: sameEncoding(said, best.name) ? [] : [wrongly(said ?? 'utf-8', best.name)] };
}

const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866'] as const;
const wrongly = (said: string, found: string): Finding => ({ reason: 'charset-wrong', detail: `${said.slice(0, 30)} → ${found}` });
const sameEncoding = (said: string | undefined, name: string) => said?.replace(/^(cp|x-cp)-?1251$/, 'windows-1251') === name;

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What the first kilobytes declare, in XML, `<meta charset>` or `http-equiv`. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]*charset=["']?\s*([\w-]+)/i.exec(head)?.[1];
}

/**
 * How much a text looks like words of Cyrillic: small letters inside words, frequent ones more. The same bytes read in the wrong
 * encoding turn small letters into capitals (koi8-r against windows-1251) or into signs (ibm866).
 */
function likeness(text: string): number {
  let score = 0;
  let seen = 0;
  for (const [word] of text.slice(0, 200_000).matchAll(/[\p{L}\p{M}\u2500-\u259f\ufffd]+/gu)) {
    if (/^\p{ASCII}+$/u.test(word)) continue;
    seen += word.length;
    if (/\ufffd|[\u2500-\u259f]/.test(word)) score -= word.length;
    else if (/^\p{Script=Cyrillic}+$/u.test(word) && /^(\p{Lu}?\p{Ll}*|\p{Lu}+)$/u.test(word)) {
      score += word.length / 2;
      score += (word.match(/[аоеиинтрсвдлАОЕИНТРСВДЛ]/g) ?? []).length;
    } else score -= word.length / 2;
  }
  return seen === 0 ? 0 : score / seen;
}
