/** What the browser tells of its connection, where it tells. */
export interface Network {
  saveData?: boolean;
  effectiveType?: string;
}

/** Whether the network is good enough to fetch what may never be read. */
export const mayGuess = (network: Network | undefined): boolean => !network?.saveData && !/2g$/.test(network?.effectiveType ?? '');
