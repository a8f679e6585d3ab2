/** Where one plugin stands in this document. */
export const STATES = [
  'listed',
  'verified',
  'loading',
  'started',
  'mounted',
  'parked',
  'stopped',
  'refused',
  'timed-out',
  'crashed',
  'killed',
] as const;
export type State = (typeof STATES)[number];
/** The ways a plugin ends badly. Each shows the fallback card, and each may be tried again. */
export const FAILURES = ['refused', 'timed-out', 'crashed', 'killed'] as const satisfies readonly State[];
export type Failure = (typeof FAILURES)[number];

export const EVENTS = ['verify', 'load', 'start', 'mount', 'park', 'stop', 'refuse', 'time-out', 'crash', 'kill', 'retry'] as const;
export type Event = (typeof EVENTS)[number];

const moves: Record<State, Partial<Record<Event, State>>> = {
  listed: { verify: 'verified', refuse: 'refused', kill: 'killed', stop: 'stopped' },
  verified: { load: 'loading', kill: 'killed', stop: 'stopped' },
  loading: { start: 'started', refuse: 'refused', 'time-out': 'timed-out', crash: 'crashed', kill: 'killed', stop: 'stopped' },
  started: { mount: 'mounted', 'time-out': 'timed-out', crash: 'crashed', kill: 'killed', park: 'parked', stop: 'stopped' },
  mounted: { park: 'parked', 'time-out': 'timed-out', crash: 'crashed', kill: 'killed' },
  parked: { mount: 'mounted', 'time-out': 'timed-out', crash: 'crashed', kill: 'killed', stop: 'stopped' },
  stopped: {},
  refused: { retry: 'listed', stop: 'stopped' },
  'timed-out': { retry: 'listed', stop: 'stopped' },
  crashed: { retry: 'listed', stop: 'stopped' },
  killed: { retry: 'listed', stop: 'stopped' },
};

/** The state after an event, or undefined when the event means nothing there. */
export const next = (state: State, event: Event): State | undefined => moves[state][event];

export const hasFailed = (state: State): state is Failure => (FAILURES as readonly State[]).includes(state);

/** A failure with its kind and a stable word for the cause: `no-bytes`, `integrity`, `shape`, `mount`. */
export class PluginFailure extends Error {
  readonly kind: Failure;
  readonly reason: string;
  constructor(kind: Failure, reason: string, cause?: unknown) {
    super(`${kind}: ${reason}`, { cause });
    this.name = 'PluginFailure';
    this.kind = kind;
    this.reason = reason;
  }
}

/** Told by its name: `main` and its lazy parts are bundled apart and each has a class of its own. */
export const isFailure = (error: unknown): error is PluginFailure => error instanceof Error && error.name === 'PluginFailure';

export const eventOf: Record<Failure, Event> = { refused: 'refuse', 'timed-out': 'time-out', crashed: 'crash', killed: 'kill' };
