import type { ServiceDefinition } from '../../service.ts';
import { type Fault, judge, NOT_APPLICABLE, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import type { Thing } from './message.ts';
import { readPage, withRole } from './read-page.ts';
import { gateFaults, releaseFacts, releaseFault } from './release-facts.ts';
import type { SectionSnapshot } from './snapshot.ts';
import { HOOK_CHARACTERS } from './structure.ts';

type Limits = Readonly<Record<string, number>>;

/** D1: each service says what it costs, how long it takes, what to bring, how and on what ground. */
export function servicesDescribed(snapshot: SectionSnapshot): Outcome {
  const { release } = snapshot;
  const manifest = release && releaseFacts(release).manifest;
  const services = manifest?.services ?? [];
  if (services.length === 0) return snapshot.kind === 'section' && !manifest && release ? UNKNOWN : NOT_APPLICABLE;
  const faults = services.flatMap((service) =>
    untold(service).map((what) => releaseFault(snapshot, { code: 'missing', what }, `${service.id}: ${service.title.tg}`)),
  );
  return judge([...faults, ...gateFaults(snapshot, 'D1')], { looked: services.length });
}

/** What a definition leaves open. Without fees it is free, and without papers none are asked for: both are statements. */
function untold(service: ServiceDefinition): Thing[] {
  const open: Thing[] = [];
  if (service.fees.some((fee) => fee.indicators === undefined && fee.fixedDiram === undefined && fee.amount === undefined && !fee.sample))
    open.push('cost');
  if (service.workflow.kind === 'review' && service.workflow.workingDays === 0) open.push('time');
  if (service.evidence.some(({ title }) => title.tg.trim().length < HOOK_CHARACTERS)) open.push('papers');
  if (service.legalBasis.every(({ title }) => title.tg.trim().length < HOOK_CHARACTERS)) open.push('law');
  if (service.channels.length === 0) open.push('channel');
  if (service.summary.tg.trim().length < HOOK_CHARACTERS || service.result.tg.trim().length < HOOK_CHARACTERS) open.push('text');
  return open;
}

/** D2: what was promised is kept, and the real time is shown. */
export function promiseKept(snapshot: SectionSnapshot, { percent = 0 }: Limits): Outcome {
  const { services } = snapshot;
  if (!services) return UNKNOWN;
  if (services.length === 0) return NOT_APPLICABLE;
  const decided = services.filter((service) => service.decided > 0);
  // Nothing was decided yet: there is no promise to have broken or kept.
  if (decided.length === 0) return NOT_APPLICABLE;
  const page = withRole(snapshot, 'services')[0];
  const at = (excerpt: string) => ({
    url: page?.url ?? `${snapshot.origin}/tg/${snapshot.agency}/services`,
    sha256: page?.sha256 ?? '',
    excerpt,
  });
  const faults: Fault[] = [];
  let missed = 0;
  for (const { id, onTimePercent, p90Shown } of decided) {
    if (onTimePercent === undefined) missed += 1;
    else if (onTimePercent < percent)
      faults.push({ ...at(id), message: { code: 'under', what: 'on-time', value: onTimePercent, limit: percent } });
    if (!p90Shown) faults.push({ ...at(id), message: { code: 'missing', what: 'p90' } });
  }
  return judge(faults, { looked: decided.length, missed });
}

/** D3: open data can be fetched, and its licence is stated. */
export function openData(snapshot: SectionSnapshot): Outcome {
  const page = withRole(snapshot, 'open-data').find(({ status }) => status !== 0);
  if (!page) return UNKNOWN;
  if (page.status !== 200) return judge([pageFault(page, { code: 'status', value: page.status })], { looked: 1 });
  const { $ } = readPage(page);
  const links = $('[data-hk=open-data] a[href], a[data-hk=open-data]')
    .toArray()
    .map((link) => new URL($(link).attr('href') ?? '', page.url).href);
  const faults: Fault[] = [];
  if (links.length === 0) faults.push(pageFault(page, { code: 'missing', what: 'data-link' }));
  let missed = 0;
  for (const url of links) {
    const state = snapshot.links?.find((link) => link.url === url)?.tries.at(-1)?.status;
    if (state === undefined || state === 0) missed += 1;
    else if (state !== 200) faults.push(pageFault(page, { code: 'broken', value: state, name: url }));
  }
  if ($('[data-hk=licence]').text().trim().length < HOOK_CHARACTERS) faults.push(pageFault(page, { code: 'missing', what: 'licence' }));
  return judge(faults, { looked: 1, missed });
}

/** G1: the live release passes the gate, is signed, and lets no error through. */
export function pluginContract(snapshot: SectionSnapshot, { smokeSeconds = 0 }: Limits): Outcome {
  const { release, measured, kind } = snapshot;
  if (!release) return NOT_APPLICABLE;
  const faults = gateFaults(snapshot, 'G1');
  if (!release.signed) faults.push(releaseFault(snapshot, { code: 'missing', what: 'signature' }, ''));
  const smoke = measured?.smoke;
  for (const text of smoke?.uncaught ?? [])
    faults.push(releaseFault(snapshot, { code: 'wrong', what: 'uncaught-error', name: text.slice(0, 120) }, text));
  const shipsCode = releaseFacts(release).manifest?.entry !== undefined;
  const ran = kind === 'release' || !shipsCode || (smoke !== undefined && smoke.seconds >= smokeSeconds);
  return judge(faults, { looked: 1, missed: ran ? 0 : 1 });
}
