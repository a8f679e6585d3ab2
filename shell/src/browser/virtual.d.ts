declare module 'shell:parts' {
  const parts: Record<'awake' | 'federation' | 'form-page', { url: string; scripts: Record<string, string> }>;
  export default parts;
}
declare module 'shell:main' {
  const main: { url: string; integrity: string };
  export default main;
}
