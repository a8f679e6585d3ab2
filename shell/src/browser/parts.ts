import parts from 'shell:parts';
import { bring } from './download.ts';

/** The modules of the browser half that load only when needed. */
export interface Parts {
  awake: typeof import('./awake.ts');
  'desk-keys': typeof import('./desk-keys.ts');
  elements: typeof import('./elements.ts');
  federation: typeof import('./federation.ts');
  'form-page': typeof import('./form-page.ts');
  'offline-check': typeof import('./offline-check.ts');
  session: typeof import('./session.ts');
  suggest: typeof import('./suggest.ts');
  'upload-files': typeof import('./upload-files.ts');
}

/** Loads a part under its hashes. The shell's own files may take their time: there is nothing to fall back to. */
export async function loadPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const { url, scripts } = parts[name];
  await bring(scripts, 30_000);
  return (await import(/* @vite-ignore */ url)) as Parts[Name];
}
