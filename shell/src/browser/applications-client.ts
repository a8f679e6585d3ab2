import type { Json, Lang } from '@hukumat/contract';
import type { ApplicationsClient, OfficerClient } from '@hukumat/contract/plugin';
import { type Call, good } from './portal-calls.ts';

/** The officer's desk over one agency's applications. */
function officerClient(call: Call, agency: string, lang: () => Lang): OfficerClient {
  const desk = `/agencies/${agency}/applications`;
  const one = (id: string, act = '') => `${desk}/${encodeURIComponent(id)}${act}?lang=${lang()}`;
  const post = <T>(path: string, body: Json): Promise<T> => good(call(path, { method: 'POST', body }));
  return Object.freeze<OfficerClient>({
    queue: (filter = {}) => {
      const query = new URLSearchParams({ ...(filter.state ? { state: filter.state } : {}), ...(filter.mine ? { mine: '1' } : {}) });
      return good(call(`${desk}?${query}`));
    },
    open: (id) => good(call(one(id))),
    file: (id, upload) => good(call(`${desk}/${encodeURIComponent(id)}/uploads/${encodeURIComponent(upload)}`)),
    claim: (id, version) => post(one(id, '/claim'), { version }),
    sendBack: (id, version, what) => post(one(id, '/send-back'), { version, ...what }),
    decide: (id, version, decision) => post(one(id, '/decide'), { version, ...decision }),
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
