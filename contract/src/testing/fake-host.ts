import type { Json, Lang, Tier } from '../names.ts';
import { CONTRACT_VERSION } from '../names.ts';
import type {
  ApplicationDetail,
  ApplicationsClient,
  Host,
  Live,
  NavResult,
  Notice,
  OfficerClient,
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
  return {
    queue: async (filter = {}) => structuredClone([...known.values()].filter(({ state }) => !filter.state || state === filter.state)),
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
