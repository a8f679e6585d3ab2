import type { Incident } from './shell.ts';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number a person can read out over the telephone: `7K2M-QX4D`. */
function incidentNumber(): string {
  const picked = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${picked.slice(0, 4).join('')}-${picked.slice(4).join('')}`;
}

/** Tells the portal; the page does not wait and does not mind when it cannot. Nothing a person typed is sent. */
export function reportIncident(incident: Incident): string {
  const id = incidentNumber();
  const { message, ...rest } = incident;
  const body = JSON.stringify({ id, ...rest, path: location.pathname, ...(message ? { message: message.slice(0, 500) } : {}) });
  fetch('/api/v1/reports', { method: 'POST', body, headers: { 'content-type': 'application/json' }, keepalive: true }).catch(() => {});
  return id;
}
