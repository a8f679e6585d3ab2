import type { Json, Lang } from '@hukumat/contract';
import type { ApplicationsClient, OfficerClient } from '@hukumat/contract/plugin';
import { type Call, good } from './portal-calls.ts';

/** The officer's desk over one agency's applications. */
function officerClient(call: Call, agency: string, lang: () => Lang): OfficerClient {
  const desk = `/agencies/${agency}/applications`;
  const asked = `/agencies/${agency}/opinions`;
  const one = (id: string, act = '') => `${desk}/${encodeURIComponent(id)}${act}?lang=${lang()}`;
  const question = (id: string, act = '') => `${asked}/${encodeURIComponent(id)}${act}`;
  const get = <T>(path: string): Promise<T> => good(call(path));
  const post = <T>(path: string, body: Json): Promise<T> => good(call(path, { method: 'POST', body }));
  return Object.freeze<OfficerClient>({
    queue: (filter = {}) => {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== false);
      const query = new URLSearchParams(given.map(([name, value]) => [name, value === true ? '1' : String(value)]));
      return get(`${desk}?${query}`);
    },
    counts: () => get(`${desk}/counts`),
    load: () => get(`${desk}/load`),
    bulk: (items, act) => post(`${desk}/bulk`, { items, ...act } as Json),
    open: (id) => get(one(id)),
    file: (id, upload) => get(`${desk}/${encodeURIComponent(id)}/uploads/${encodeURIComponent(upload)}`),
    claim: (id, version) => post(one(id, '/claim'), { version }),
    release: (id, version) => post(one(id, '/release'), { version }),
    reassign: (id, version, to) => post(one(id, '/reassign'), { version, to }),
    sendBack: (id, version, what) => post(one(id, '/send-back'), { version, ...what }),
    decide: (id, version, decision) => post(one(id, '/decide'), { version, ...decision }),
    close: (id, version, reason) => post(one(id, '/close'), { version, reason }),
    reopen: (id, version, reason) => post(one(id, '/reopen'), { version, reason }),
    notes: (id) => get(one(id, '/notes')),
    note: (id, text) => post(one(id, '/notes'), { text }),
    letters: (id) => get(one(id, '/letters')),
    sendLetter: (id, letter) => post(one(id, '/letters'), { ...letter } as Json),
    changes: (id) => get(one(id, '/changes')),
    opinions: (id) => get(one(id, '/opinions')),
    askOpinion: (id, version, ask) => post(one(id, '/opinions'), { version, ...ask }),
    recallOpinions: (id, version) => post(one(id, '/recall-opinions'), { version }),
    opinionsAsked: () => get(asked),
    openOpinion: (id) => get(question(id)),
    answerOpinion: (id, answer) => post(question(id, '/answer'), answer),
  });
}

/** A citizen's own applications and, where the release was approved for it, the officer's desk. */
export function applicationsClient(
  call: Call,
  agency: string,
  lang: () => Lang,
  powers: readonly string[],
): ApplicationsClient | undefined {
  const officer = powers.includes('applications.officer');
  if (!officer && !powers.includes('applications.citizen')) return undefined;
  return Object.freeze<ApplicationsClient>({
    mine: () => good(call('/applications')),
    check: (service, answers) =>
      good(call(`/services/${encodeURIComponent(service)}/check?lang=${lang()}`, { method: 'POST', body: { answers } })),
    ...(officer ? { officer: officerClient(call, agency, lang) } : {}),
  });
}
