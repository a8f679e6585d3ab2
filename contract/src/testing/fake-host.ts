import type { Json, Lang, Tier } from '../names.ts';
import { CONTRACT_VERSION } from '../names.ts';
import type {
  ApplicationDetail,
  ApplicationsClient,
  DeskLetter,
  DeskNote,
  DeskOpinion,
  Host,
  Live,
  NavResult,
  Notice,
  OfficerClient,
  QueueFilter,
  ScopedFetch,
  Translator,
  Who,
} from '../plugin.ts';
import type { AnswerError } from '../service.ts';

export interface FakeHostOptions {
  agency?: string;
  version?: string;
  tier?: Tier;
  /** Portal abilities the manifest declares; what is not named is absent, as in the portal. */
  powers?: readonly ('applications.citizen' | 'applications.officer' | 'storage' | 'releases.review')[];
  texts?: Partial<Record<Lang, Record<string, string>>>;
  lang?: Lang;
  who?: Who;
  config?: Json;
  /** The applications an officer's desk finds. */
  cases?: readonly ApplicationDetail[];
  /** Their files, by upload id. */
  files?: Readonly<Record<string, Blob>>;
  http?: ScopedFetch;
}

/** A host for tests, with what a plugin did to it and the means to change what it sees. */
export interface FakeHost extends Host {
  readonly visited: { link: string; params: Record<string, string> }[];
  readonly notices: Notice[];
  readonly reports: { error: unknown; context?: Json }[];
  setLang(lang: Lang): void;
  setWho(who: Who): void;
  setConfig(config: Json): void;
  /** What the shell does on stop and kill. */
  stop(): void;
}

/** A live value that can be set. */
export function live<T>(first: T): Live<T> & { set(next: T): void } {
  let value = first;
  const listeners = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(value);
      return () => void listeners.delete(listener);
    },
    set(next) {
      value = next;
      for (const listener of [...listeners]) listener(next);
    },
  };
}

function translator(texts: FakeHostOptions['texts'], lang: Live<Lang>): Translator {
  const translate = (key: string, values: Record<string, string | number> = {}): string => {
    const text = texts?.[lang.value]?.[key] ?? texts?.tg?.[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
  return Object.defineProperty(translate, 'lang', { get: () => lang.value }) as Translator;
}

/** Nothing of a fake desk depends on the clock. */
const NOW = '2026-01-01T00:00:00.000Z';

function officerOver(cases: readonly ApplicationDetail[], files: Readonly<Record<string, Blob>>): OfficerClient {
  const known = new Map(cases.map((one) => [one.id, structuredClone(one)]));
  const find = (id: string): ApplicationDetail => {
    const found = known.get(id);
    if (!found) throw new Error(`There is no application ${id}`);
    return found;
  };
  const change = (id: string, version: number, next: Partial<ApplicationDetail>): ApplicationDetail => {
    const found = find(id);
    if (found.version !== version) throw new Error(`Somebody else changed application ${id}`);
    const changed = { ...found, ...next, version: version + 1 };
    known.set(id, changed);
    return structuredClone(changed);
  };
  const kept = <T extends { id: string }>() => new Map<string, T[]>();
  const [notes, letters, opinions] = [kept<DeskNote>(), kept<DeskLetter>(), kept<DeskOpinion>()];
  const add = <T extends { id: string }>(to: Map<string, T[]>, id: string, one: Omit<T, 'id'>): T => {
    const made = { ...one, id: `${id}-${(to.get(id)?.length ?? 0) + 1}` } as T;
    to.set(id, [...(to.get(id) ?? []), made]);
    return structuredClone(made);
  };
  const question = (id: string): DeskOpinion => {
    const found = [...opinions.values()].flat().find((one) => one.id === id);
    if (!found) throw new Error(`There is no question ${id}`);
    return found;
  };
  const queue = (filter: QueueFilter): ApplicationDetail[] =>
    [...known.values()].filter(
      (one) =>
        (!filter.state || one.state === filter.state) &&
        (!filter.service || one.service === filter.service) &&
        (!filter.mine || one.assignee === 'me') &&
        (!filter.unassigned || one.assignee === undefined) &&
        (!filter.text || `${one.number} ${one.applicant}`.includes(filter.text)),
    );
  const open = () => [...known.values()].filter(({ state }) => ['submitted', 'in_review', 'consulting'].includes(state));
  return {
    queue: async (filter = {}) => ({ items: structuredClone(queue(filter)) }),
    counts: async () => ({
      states: Object.fromEntries([...Map.groupBy(known.values(), ({ state }) => state)].map(([state, list]) => [state, list.length])),
      overdue: open().filter(({ overdue }) => overdue).length,
      unassigned: open().filter(({ assignee }) => !assignee).length,
      mine: open().filter(({ assignee }) => assignee === 'me').length,
    }),
    load: async () => ({
      officers: [],
      ageing: [{ count: open().length }],
      open: open().length,
      warned: 0,
      breached: 0,
      escalated: 0,
      opinionsOverdue: 0,
    }),
    bulk: async (items, act) =>
      items.map(({ id, version }) => {
        const found = known.get(id);
        if (found?.version !== version) return { id, ok: false as const, code: found ? 'version-changed' : 'not-found' };
        const next = act.act === 'approve' ? { state: 'approved' as const } : act.act === 'letter' ? {} : { state: 'in_review' as const };
        const changed = change(id, version, next);
        return { id, ok: true as const, version: changed.version, state: changed.state };
      }),
    release: async (id, version) => {
      const { assignee: _given, ...rest } = change(id, version, { state: 'submitted' });
      known.set(id, rest);
      return structuredClone(rest);
    },
    reassign: async (id, version, to) => change(id, version, { state: 'in_review', assignee: to }),
    close: async (id, version, reason) => change(id, version, { state: 'closed_without_action', note: reason }),
    reopen: async (id, version) => change(id, version, { state: 'in_review' }),
    notes: async (id) => structuredClone(notes.get(id) ?? []),
    note: async (id, text) => add(notes, id, { authorName: 'me', text, at: NOW }),
    letters: async (id) => structuredClone(letters.get(id) ?? []),
    sendLetter: async (id, letter) =>
      add(letters, id, {
        authorName: 'me',
        at: NOW,
        ...('code' in letter ? { code: letter.code, title: { tg: letter.code }, body: { tg: letter.code } } : letter),
      }),
    changes: async () => [],
    opinions: async (id) => structuredClone(opinions.get(id) ?? []),
    askOpinion: async (id, version, { agency, question: asked }) => {
      const { number, service, agency: asking } = find(id);
      const consulting = change(id, version, { state: 'consulting' });
      add(opinions, id, {
        number,
        service,
        asking,
        agency,
        question: asked,
        shared: [],
        uploads: [],
        askedName: 'me',
        askedAt: NOW,
        overdue: false,
      });
      return consulting;
    },
    recallOpinions: async (id, version) => change(id, version, { state: 'in_review' }),
    opinionsAsked: async () => structuredClone([...opinions.values()].flat()),
    openOpinion: async (id) => structuredClone(question(id)),
    answerOpinion: async (id, { text, favours }) => {
      Object.assign(question(id), { answer: text, favours, answeredName: 'me', answeredAt: NOW });
      return structuredClone(question(id));
    },
    open: async (id) => structuredClone(find(id)),
    file: async (id, upload) => {
      const file = find(id).uploads.some((one) => one.id === upload) ? files[upload] : undefined;
      if (!file) throw new Error(`There is no file ${upload}`);
      return file;
    },
    claim: async (id, version) => change(id, version, { state: 'in_review', assignee: 'me' }),
    sendBack: async (id, version) => change(id, version, { state: 'sent_back' }),
    decide: async (id, version, decision) => change(id, version, { state: decision.approve ? 'approved' : 'rejected' }),
  };
}

function applicationsOf({ powers = [], cases = [], files = {} }: FakeHostOptions): ApplicationsClient | undefined {
  if (!powers.some((power) => power.startsWith('applications.'))) return undefined;
  const client: ApplicationsClient = {
    mine: async () => structuredClone([...cases]),
    check: async (): Promise<AnswerError[]> => [],
  };
  return powers.includes('applications.officer') ? { ...client, officer: officerOver(cases, files) } : client;
}

/** Builds a host as the portal would for a manifest with these powers. */
export function fakeHost(options: FakeHostOptions = {}): FakeHost {
  const { agency = 'zoo', version = '1.0.0', tier = 'page', powers = [], texts, http } = options;
  const locale = live<Lang>(options.lang ?? 'tg');
  const who = live<Who>(options.who ?? { signedIn: false, loa: 'none' });
  const config = live<Json>(options.config ?? {});
  const stopper = new AbortController();
  const visited: FakeHost['visited'] = [];
  const notices: Notice[] = [];
  const reports: FakeHost['reports'] = [];
  const applications = applicationsOf(options);
  const kept = new Map<string, Json>();
  return {
    self: { agency, version, tier, contract: CONTRACT_VERSION },
    signal: stopper.signal,
    text: translator(texts, locale),
    locale,
    config,
    who,
    async go(link, params = {}): Promise<NavResult> {
      visited.push({ link, params });
      return 'done';
    },
    stepUp: async () => true,
    notify: (notice) => void notices.push(notice),
    report(error, context) {
      reports.push({ error, ...(context === undefined ? {} : { context }) });
      return `fake-${reports.length}`;
    },
    ...(applications ? { applications } : {}),
    ...(http ? { http } : {}),
    ...(powers.includes('storage')
      ? {
          store: {
            get: async (key: string) => kept.get(key),
            set: async (key: string, value: Json) => void kept.set(key, structuredClone(value)),
            delete: async (key: string) => void kept.delete(key),
          },
        }
      : {}),
    visited,
    notices,
    reports,
    setLang: (lang) => locale.set(lang),
    setWho: (next) => who.set(next),
    setConfig: (next) => config.set(next),
    stop: () => stopper.abort(),
  };
}
