import table from 'shell:parts';
import { bring } from './download.ts';

/** The modules of the browser half that load only when needed. */
export interface Parts {
  awake: typeof import('./awake.ts');
  elements: typeof import('./elements.ts');
  federation: typeof import('./federation.ts');
  'form-page': typeof import('./form-page.ts');
  'on-page': typeof import('./on-page.ts');
  'rich-text': typeof import('./rich-text.ts');
  session: typeof import('./session.ts');
  suggest: typeof import('./suggest.ts');
  'upload-files': typeof import('./upload-files.ts');
}

/** Loads a part under its hashes. The shell's own files may take their time: there is nothing to fall back to. */
export async function loadPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const files = table.parts[name].map((at) => table.files[at] ?? ['', '']).map(([path, hash]) => [`/assets/${path}.js`, `sha384-${hash}`]);
  await bring(Object.fromEntries(files) as Record<string, string>, 30_000);
  return (await import(/* @vite-ignore */ files[0]?.[0] ?? '')) as Parts[Name];
}
