import { type Answers, answerText, type Lang, type Output, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import { dushanbeDate, formatDate, formatDateTime, pick } from '@hukumat/contract/locale';
import type { Application } from '../applications/index.ts';

/** The fixed words on a document. */
export const WORDS = {
  number: { tg: 'Рақам', ru: 'Номер', en: 'Number' },
  date: { tg: 'Санаи додан', ru: 'Дата выдачи', en: 'Date of issue' },
  validUntil: { tg: 'Эътибор дорад то', ru: 'Действительно до', en: 'Valid until' },
  noEnd: { tg: 'Муҳлати эътибор маҳдуд нест', ru: 'Срок действия не ограничен', en: 'No end of validity' },
  application: { tg: 'Ариза', ru: 'Заявление', en: 'Application' },
  verify: {
    tg: 'Барои санҷидани ҳуҷҷат рамзи QR-ро сканер кунед ё ин рамзро дар саҳифа нависед:',
    ru: 'Чтобы проверить документ, отсканируйте QR-код или введите код на странице:',
    en: 'To check this document, scan the QR code or enter the code on the page:',
  },
  seal: {
    tg: 'Ҳуҷҷат бо муҳри электронии намоишии портали HUKUMAT.TJ имзо шудааст. Ин муҳр танҳо барои намоиш аст ва эътибори ҳуқуқӣ надорад.',
    ru: 'Документ подписан демонстрационной электронной печатью портала HUKUMAT.TJ. Печать предназначена для показа и не имеет юридической силы.',
    en: 'Signed with the demonstration seal of the HUKUMAT.TJ portal. The seal is for demonstration only and has no legal force.',
  },
  sample: {
    tg: 'НАМУНА: матни ҳуҷҷат ҳоло тасдиқ нашудааст',
    ru: 'ОБРАЗЕЦ: текст документа пока не утверждён',
    en: 'SAMPLE: the text of this document is not confirmed yet',
  },
  offline: {
    tg: 'Рамзи QR изҳороти имзошударо низ дар бар мегирад: онро бе интернет ҳам санҷидан мумкин аст.',
    ru: 'QR-код содержит и подписанное заявление: его можно проверить без интернета.',
    en: 'The QR code also holds a signed statement that can be checked without the internet.',
  },
  qr: { tg: 'Рамзи QR барои санҷиш:', ru: 'QR-код для проверки:', en: 'QR code for checking:' },
  signed: { tg: 'Имзо гузошт', ru: 'Подписал(а)', en: 'Signed by' },
  principal: { tg: 'Ваколатдиҳанда', ru: 'Доверитель', en: 'Principal' },
  agent: { tg: 'Ваколатдор', ru: 'Поверенный', en: 'Agent' },
  signedAt: { tg: 'Тавассути портал имзо гузошт', ru: 'Подписано через портал', en: 'Signed through the portal' },
  page: { tg: 'Саҳифаи {n} аз {total}', ru: 'Страница {n} из {total}', en: 'Page {n} of {total}' },
} as const satisfies Record<string, Record<Lang, string>>;

/**
 * The body in one language: `{surname}` becomes the answer in the words of the form, dates `dd.mm.yyyy`.
 * An answer that was not given leaves no double space and no lonely comma.
 */
export function bodyOf(definition: ServiceDefinition, application: Pick<Application, 'answers' | 'submittedAt'>, lang: Lang): string[] {
  const fields = new Map(
    visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt)).map(({ field }) => [field.name, field]),
  );
  const value = (name: string): string => {
    const field = fields.get(name);
    return field ? answerText(definition.form, field, application.answers[name], lang) : '';
  };
  return (definition.output?.body ?? []).map((paragraph) =>
    pick(paragraph, lang)
      .text.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (_, name: string) => value(name))
      .replace(/\s+/g, ' ')
      .replace(/ ([,.;:])/g, '$1')
      .trim(),
  );
}

/** `Қ. Ҷ.`: the holder as a stranger may see them. Taken from the answers that name the person, else from the applicant. */
export function initialsOf(definition: ServiceDefinition, application: Pick<Application, 'answers' | 'applicant'>): string {
  const fields = definition.form.steps.flatMap((step) => step.fields);
  const named = (['surname', 'givenName', 'patronymic'] as const).map((path) =>
    textAt(application.answers, fields.find((f) => f.prefill === path)?.name),
  );
  const words = named[0] ? named.filter((word) => word !== '') : application.applicant.split(/\s+/);
  return initials(words.join(' '));
}
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => `${[...word][0]?.toUpperCase() ?? ''}.`)
    .join(' ');
const textAt = (answers: Answers, name: string | undefined): string => {
  const answer = name === undefined ? undefined : answers[name];
  return typeof answer === 'string' ? answer.trim() : '';
};

/** The day a document ends: with the mandate it grants, or so many days after its issue. */
export function lastDay({ mandate, validDays }: Output, answers: Answers, issuedOn: string): string | undefined {
  const until = mandate && answers[mandate.until];
  if (typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until)) return until;
  return validDays === undefined
    ? undefined
    : new Date(Date.parse(`${issuedOn}T00:00:00Z`) + validDays * 86_400_000).toISOString().slice(0, 10);
}

export const dateText = (iso: string, lang: Lang): string => formatDate(iso, lang);
/** A moment as the clock shows it in Dushanbe. */
export const momentText = (iso: string, lang: Lang): string => formatDateTime(new Date(iso), lang);
