// The library ships no types; the tests read our own output with it and need this much.
declare module 'jsonld' {
  const jsonld: {
    toRDF(document: object, options: { format: 'application/n-quads' }): Promise<string>;
    expand(document: object, options?: { documentLoader?: (url: string) => Promise<unknown> }): Promise<object[]>;
  };
  export default jsonld;
}
