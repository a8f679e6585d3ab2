/** Judges a file somebody sent before anybody else may open it. A real one speaks to a scanning server behind this port. */
export interface Scanner {
  /** @throws when it cannot tell; the file then waits and is asked about again. */
  scan(bytes: Uint8Array): Promise<'clean' | 'infected'>;
}

/** The standard test text by which every scanner shows that it works; put together here, so that none finds it in this file. */
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-', 'TEST-FILE', '!$H+H*'].join(''), 'latin1');

/** The embedded scanner: it finds the test text and nothing else, so that the way of an infected file can be walked. */
export const embeddedScanner: Scanner = {
  scan: async (bytes) => (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(EICAR) ? 'infected' : 'clean'),
};
