import { answerText, type Lang, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import { dushanbeDate, pick } from '@hukumat/contract/locale';
import type { ApplicationDetail, ApplicationSummary } from '@hukumat/contract/plugin';
import type { Application } from './model.ts';

/** What lists and desks show of an application. */
export const summaryOf = (application: Application): ApplicationSummary => ({
  id: application.id,
  number: application.number,
  service: application.service,
  agency: application.agency,
  applicant: application.applicant,
  state: application.state,
  submittedAt: application.submittedAt.toISOString(),
  version: application.version,
  ...(application.dueOn ? { dueOn: application.dueOn } : {}),
  ...(application.assignee ? { assignee: application.assignee } : {}),
});

/** Answers in the words of the form, by the definition the application was made under. */
export function detailOf(application: Application, definition: ServiceDefinition, lang: Lang, fileBase: string): ApplicationDetail {
  return {
    ...summaryOf(application),
    answers: application.answers,
    fields: readableAnswers(application, definition, lang),
    uploads: application.uploads.map(({ id, field, name, type, bytes }) => ({ id, field, name, type, bytes, href: `${fileBase}/${id}` })),
    timeline: application.events.map(({ at, type, actorName, note }) => ({
      at: at.toISOString(),
      type,
      actor: actorName,
      ...(note ? { note } : {}),
    })),
  };
}

function readableAnswers(
  application: Application,
  definition: ServiceDefinition,
  lang: Lang,
): { name: string; label: string; value: string }[] {
  const asked = visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt));
  return asked.map(({ field }) => ({
    name: field.name,
    label: pick(field.label, lang).text,
    value:
      field.kind === 'file'
        ? application.uploads
            .filter((u) => u.field === field.name)
            .map((u) => u.name)
            .join(', ')
        : answerText(definition.form, field, application.answers[field.name], lang),
  }));
}
