import { type Lang, type ServiceDefinition, visibleFields } from '@hukumat/contract';
import { dushanbeDate, pick } from '@hukumat/contract/locale';
import type { ApplicationDetail, ApplicationSummary } from '@hukumat/contract/plugin';
import { AT_DESK } from './application.ts';
import { shownAnswer } from './labels.ts';
import type { Application, Proposal } from './model.ts';
import type { SlotsPort } from './ports.ts';

/** What lists and desks show of an application on a day. */
export const summaryOf = (application: Application, today: string): ApplicationSummary => ({
  id: application.id,
  number: application.number,
  service: application.service,
  agency: application.agency,
  applicant: application.applicant,
  channel: application.channel,
  state: application.state,
  submittedAt: application.submittedAt.toISOString(),
  version: application.version,
  ...(application.actingName ? { actingName: application.actingName } : {}),
  ...(application.dueOn ? { dueOn: application.dueOn } : {}),
  ...(application.dueOn && application.dueOn < today && AT_DESK.includes(application.state) ? { overdue: true } : {}),
  ...(application.expiresOn ? { expiresOn: application.expiresOn } : {}),
  ...(application.assignee ? { assignee: application.assignee } : {}),
  ...(application.assigneeName ? { assigneeName: application.assigneeName } : {}),
});

/** Answers in the words of the form, by the definition the application was made under. */
export function detailOf(
  application: Application,
  definition: ServiceDefinition,
  { lang, fileBase, today, slots }: { lang: Lang; fileBase: string; today: string; slots?: SlotsPort | undefined },
): ApplicationDetail {
  const { proposal } = application;
  return {
    ...summaryOf(application, today),
    answers: application.answers,
    fields: readableAnswers(application, definition, lang, slots),
    uploads: application.uploads.map(({ id, field, name, type, bytes }) => ({ id, field, name, type, bytes, href: `${fileBase}/${id}` })),
    timeline: application.events.map(({ at, type, actorName, onBehalfName, note }) => ({
      at: at.toISOString(),
      type,
      actor: actorName,
      ...(onBehalfName ? { onBehalfOf: onBehalfName } : {}),
      ...(note ? { note } : {}),
    })),
    ...(application.reason ? { reason: application.reason } : {}),
    ...(application.note ? { note: application.note } : {}),
    ...(application.sentBack ? { sentBack: application.sentBack } : {}),
    ...(application.partyName ? { partyName: application.partyName } : {}),
    ...(proposal ? { proposal: proposalOf(proposal) } : {}),
  };
}

function proposalOf({ by, name, at, decision }: Proposal): NonNullable<ApplicationDetail['proposal']> {
  const note = decision.note ? { note: decision.note } : {};
  return { by, name, at, approve: decision.approve, ...(decision.approve ? {} : { reason: decision.reason }), ...note };
}

function readableAnswers(
  application: Application,
  definition: ServiceDefinition,
  lang: Lang,
  slots: SlotsPort | undefined,
): { name: string; label: string; value: string }[] {
  const asked = visibleFields(definition.form, application.answers, dushanbeDate(application.submittedAt));
  return asked.map(({ field }) => ({
    name: field.name,
    label: pick(field.label, lang).text,
    value: shownAnswer(application, definition, field, application.answers[field.name], lang, slots),
  }));
}
