import type { Json, Lang, Text } from '@hukumat/contract';
import type { Host } from '@hukumat/contract/plugin';
import { type Ref, ref } from 'vue';

export interface Ticket {
  id: string;
  number: string;
  resource: string;
  state: 'waiting' | 'called' | 'serving' | 'done' | 'no_show';
  desk?: number;
  service?: string;
  name?: string;
}
export interface Day {
  centre: { id: string; names: Text; desks: number };
  /** Centres this person works at. */
  places: { id: string; names: Text }[];
  resources: { id: string; title: Text; letter: string; services: { id: string; title: Text }[] }[];
  tickets: Ticket[];
  expected: { time: string; resource: string; name: string; state: 'booked' | 'cancelled' | 'arrived' | 'missed' }[];
}
export interface Session {
  id: string;
  citizenName: string;
  operatorName: string;
  centre: string;
  services: { id: string; title: Text }[];
  startedAt: string;
  endsAt: string;
  live: boolean;
  entries: number;
  submitted: boolean;
  fields?: string[];
}
export interface Load {
  waiting: number;
  atDesks: number;
  served: number;
  noShows: number;
  appointments: number;
  arrived: number;
  waitMinutes?: { median: number; longest: number };
  operators: { operator: string; served: number }[];
}

const BASE = '/agencies/service-centre';
const KNOWN = new Set([
  'forbidden',
  'not-found',
  'code-wrong',
  'too-many-attempts',
  'desk-busy',
  'already-arrived',
  'ticket-state',
  'desk-unknown',
]);

/** Of one of several centres, when one was chosen. */
export const at = (path: string, centre: string): string => (centre ? `${path}?${new URLSearchParams({ centre })}` : path);

export const inLang = (text: Text, lang: Lang): string => text[lang] ?? text.tg;

/** Calls to the counter's part of the portal; what went wrong stays in `message` until the next call. */
export function useCentre(host: Host): {
  message: Ref<string>;
  busy: Ref<boolean>;
  ask<T>(method: 'GET' | 'POST', path: string, body?: Json): Promise<T | undefined>;
} {
  const message = ref('');
  const busy = ref(false);
  return {
    message,
    busy,
    async ask<T>(method: 'GET' | 'POST', path: string, body?: Json) {
      if (!host.http) return undefined;
      busy.value = true;
      message.value = '';
      try {
        const answer = await host.http(BASE + path, { method, ...(body === undefined ? {} : { body }) });
        if (answer.status < 400) return answer.body as T;
        const code = (answer.body as { code?: string } | null)?.code ?? '';
        message.value = KNOWN.has(code)
          ? host.text(`problem.${code}`)
          : host.text('problem.unknown', { incident: host.report(new Error(`HTTP ${answer.status}`)) });
      } catch (error) {
        if (!host.signal.aborted) message.value = host.text('problem.unknown', { incident: host.report(error) });
      } finally {
        busy.value = false;
      }
      return undefined;
    },
  };
}
