declare module 'shell:parts' {
  const parts: Record<
    'awake' | 'desk-keys' | 'elements' | 'federation' | 'form-page' | 'offline-check' | 'session' | 'suggest' | 'upload-files',
    { url: string; scripts: Record<string, string> }
  >;
  export default parts;
}
declare module 'shell:main' {
  const main: { url: string; integrity: string };
  export default main;
}
declare module 'shell:versions' {
  const versions: Record<string, string>;
  export default versions;
}
declare module 'shell:plugin-style' {
  const style: { url: string; integrity: string };
  export default style;
}
