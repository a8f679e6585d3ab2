import { dayOf, daysBetween } from './days.ts';
import { type Fault, itemFault, judge, NOT_APPLICABLE, type Outcome, pageFault, UNKNOWN } from './finding.ts';
import type { Thing } from './message.ts';
import { readPage, withRole } from './read-page.ts';
import type { PublishedItem, SectionSnapshot } from './snapshot.ts';

type Limits = Readonly<Record<string, number>>;

/** V1: a competition is open, or somebody in office has said lately that none is. */
export function competitionDuty(snapshot: SectionSnapshot, { days = 0 }: Limits): Outcome {
  const page = withRole(snapshot, 'vacancies').find(({ status }) => status === 200);
  if (snapshot.items) {
    const open = snapshot.items.some((item) => isOpen(item) && (item.facts.deadline ?? '') >= snapshot.on);
    const stated = snapshot.items
      .filter(({ type }) => type === 'noVacancyStatement')
      .map((item) => item.facts.date ?? item.publishedOn)
      .filter((day) => day <= snapshot.on)
      .sort()
      .at(-1);
    if (open || (stated !== undefined && daysBetween(stated, snapshot.on) <= days)) return judge([], { looked: 1 });
    if (!page) return UNKNOWN;
    const message = stated ? ({ code: 'late', value: daysBetween(stated, snapshot.on), limit: days } as const) : NONE;
    return judge([pageFault(page, message, stated ?? '')], { looked: 1 });
  }
  if (!page) return UNKNOWN;
  const { $ } = readPage(page);
  const deadlines = $('[data-hk=vacancy] [data-hk=vacancy-deadline]')
    .toArray()
    .flatMap((place) => dayOf($(place).attr('datetime') ?? $(place).find('time').attr('datetime')) ?? []);
  if (deadlines.some((day) => day >= snapshot.on)) return judge([], { looked: 1 });
  const statement = $('[data-hk=vacancy-none]').first();
  const stated = dayOf(statement.find('time[datetime]').first().attr('datetime'));
  if (stated && stated <= snapshot.on && daysBetween(stated, snapshot.on) <= days) return judge([], { looked: 1 });
  if (snapshot.kind === 'site' && deadlines.length === 0 && statement.length === 0) return UNKNOWN;
  const message = stated ? ({ code: 'late', value: daysBetween(stated, snapshot.on), limit: days } as const) : NONE;
  return judge([pageFault(page, message, statement.text())], { looked: 1 });
}

const NONE = { code: 'missing', what: 'vacancy' } as const;
const isOpen = (item: PublishedItem): boolean => item.type === 'vacancy' && item.facts.state === 'open';
const vacancies = (snapshot: SectionSnapshot): PublishedItem[] => (snapshot.items ?? []).filter(({ type }) => type === 'vacancy');

const WANTED: readonly Thing[] = ['institution', 'unit', 'post', 'count', 'salary', 'requirements', 'papers', 'deadline', 'contact'];

/** V2: a notice says everything one needs to apply. */
export function vacancyComplete(snapshot: SectionSnapshot): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const open = vacancies(snapshot).filter(isOpen);
  if (open.length === 0) return NOT_APPLICABLE;
  const faults = open.flatMap((item) =>
    WANTED.filter((field) => !item.filled.includes(field)).map((what) => itemFault(snapshot.origin, item, { code: 'missing', what })),
  );
  return judge(faults, { looked: open.length });
}

/** V3: from publication to the deadline there is time to apply. */
export function applicationWindow(snapshot: SectionSnapshot, { days = 0 }: Limits): Outcome {
  const faults: Fault[] = [];
  let looked = 0;
  if (snapshot.items) {
    for (const item of vacancies(snapshot)) {
      const { deadline } = item.facts;
      if (!deadline) continue;
      looked += 1;
      const value = daysBetween(item.publishedOn, deadline);
      if (value < days)
        faults.push(itemFault(snapshot.origin, item, { code: 'too-soon', value, limit: days }, `${item.publishedOn} – ${deadline}`));
    }
    return looked === 0 ? NOT_APPLICABLE : judge(faults, { looked });
  }
  for (const page of withRole(snapshot, 'vacancies').filter(({ status }) => status === 200)) {
    const { $ } = readPage(page);
    for (const element of $('[data-hk=vacancy]').toArray()) {
      const from = dayOf($(element).find('[data-hk=published] time, time[data-hk=published]').attr('datetime'));
      const to = dayOf($(element).find('[data-hk=vacancy-deadline] time, time[data-hk=vacancy-deadline]').attr('datetime'));
      if (!from || !to) continue;
      looked += 1;
      const value = daysBetween(from, to);
      if (value < days) faults.push(pageFault(page, { code: 'too-soon', value, limit: days }, $(element).text()));
    }
  }
  return judge(faults, { looked });
}

/** V4: after the deadline it is closed, and its result follows. */
export function closing(snapshot: SectionSnapshot, { days = 0 }: Limits): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const over = vacancies(snapshot).filter(({ facts }) => facts.deadline !== undefined && facts.deadline < snapshot.on);
  if (over.length === 0) return NOT_APPLICABLE;
  const faults = over.flatMap((item) => {
    const deadline = item.facts.deadline ?? '';
    if (isOpen(item)) return [itemFault(snapshot.origin, item, { code: 'expired', name: deadline })];
    const age = daysBetween(deadline, snapshot.on);
    return item.facts.state !== 'result' && age > days
      ? [itemFault(snapshot.origin, item, { code: 'missing', what: 'result' }, deadline)]
      : [];
  });
  return judge(faults, { looked: over.length });
}

/** V5: every open competition stands in the central list and in its feed. */
export function inCentralList(snapshot: SectionSnapshot): Outcome {
  if (!snapshot.items) return UNKNOWN;
  const open = vacancies(snapshot).filter((item) => isOpen(item) && (item.facts.deadline ?? '') >= snapshot.on);
  if (open.length === 0) return NOT_APPLICABLE;
  const list = withRole(snapshot, 'central-vacancies').filter(({ status }) => status === 200);
  const feeds = withRole(snapshot, 'feed').filter(({ status }) => status === 200);
  if (list.length === 0 || feeds.length === 0) return UNKNOWN;
  const faults = open.flatMap((item): Fault[] => {
    const absent = (pages: typeof list, what: 'central-list' | 'feed') =>
      pages.some(({ body }) => body.includes(item.path))
        ? []
        : [itemFault(snapshot.origin, item, { code: 'unlisted', what, name: item.path })];
    return [...absent(list, 'central-list'), ...absent(feeds, 'feed')];
  });
  return judge(faults, { looked: open.length });
}
