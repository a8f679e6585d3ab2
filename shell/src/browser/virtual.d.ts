declare module 'shell:parts' {
  const table: {
    /** Name and hash of each file, without `/assets/`, `.js` and `sha384-`. */
    files: [name: string, sha384: string][];
    /** Places in `files`, the part's own first. */
    parts: Record<
      'awake' | 'elements' | 'federation' | 'form-page' | 'on-page' | 'rich-text' | 'session' | 'suggest' | 'upload-files',
      number[]
    >;
  };
  export default table;
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
