import type { Manifest } from '@hukumat/contract';
import type { ReleaseFinding } from './index.ts';

/**
 * Names that are one for the whole portal and already another agency's: its claim stands, this one is refused.
 * What can be judged from the manifest alone is judged by the checks that the agency runs too.
 */
export function claimsOfOthers(manifest: Manifest, live: ReadonlyMap<string, { manifest: Manifest }>): ReleaseFinding[] {
  const findings: ReleaseFinding[] = [];
  for (const [owner, { manifest: theirs }] of live) {
    if (owner === manifest.agency) continue;
    const services = new Set(theirs.services?.map((service) => service.id));
    manifest.services?.forEach((service, at) => {
      if (services.has(service.id)) findings.push(taken(`/services/${at}/id`, `The service ${service.id}`, owner));
    });
    const elements = new Set(theirs.elements);
    manifest.elements?.forEach((element, at) => {
      if (elements.has(element)) findings.push(taken(`/elements/${at}`, `The element ${element}`, owner));
    });
  }
  return findings;
}

const taken = (place: string, what: string, owner: string): ReleaseFinding => ({
  code: 'claimed-by-another',
  severity: 'error',
  place,
  message: `${what} belongs to ${owner}`,
  advice: 'Choose another name, or agree with its owner, who must give it up in a release first',
});
