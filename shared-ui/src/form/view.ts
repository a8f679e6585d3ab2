import type { AnswerError, Answers, Form, Lang, Step } from '@hukumat/contract';

/** One stored upload of a file field. `bytes` is its size. */
export interface UploadView {
  id: string;
  field: string;
  name: string;
  bytes: number;
  /** It is still looked at, or something harmful was found in it. */
  scan?: 'pending' | 'infected';
  href?: string;
}

/** One thing the server offers; `group` is a heading above it: a day, a place. */
export interface Choice {
  value: string;
  label: string;
  group?: string;
}
export type Choices = Readonly<Record<string, readonly Choice[]>>;

/** Everything a step of a form needs to be drawn. */
export interface FormView {
  form: Form;
  step: Step;
  /** Place of this step among the visible ones, from 1, and how many there are. */
  index: number;
  total: number;
  /** Typed answers (dates ISO, numbers as numbers). What could not be read stays here as it was typed. */
  answers: Answers;
  errors?: readonly AnswerError[];
  lang: Lang;
  /** Where the form posts to. */
  action: string;
  /** The date in Dushanbe, `yyyy-mm-dd`. */
  today: string;
  uploads?: readonly UploadView[];
  /** Where present answers came from: the person's record, or the number of their own earlier application. */
  prefilled?: Readonly<Record<string, 'record' | { application: string }>>;
  /** What the server offers for `appointment` and `document` fields, by name. */
  choices?: Choices;
  /** When the draft was last saved, ready to read: `14:32`. */
  savedAt?: string;
  /** What the button says when this page is the last: it sends. “Continue” without it. */
  submit?: string;
  /** Address of the step before; without it there is no “Back”. */
  back?: string;
  /** Extra hidden values to post: idempotency key, draft version. */
  hidden?: Readonly<Record<string, string>>;
  /** The page has a heading of its own: the step shows neither title nor place. */
  untitled?: true;
  /** The service's name, above the step's title. */
  caption?: string;
}
