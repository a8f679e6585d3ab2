import { validateAnswers } from '@hukumat/contract';
import type { Platform } from '../../platform/platform.ts';
import { publishedWorkingDays } from '../calendar/index.ts';
import { listAccesses, listMine, openMine, resubmitApplication, withdrawApplication } from './applicant-commands.ts';
import { type Context, definitionOf, liveService, today } from './context.ts';
import { discardDraft, listDrafts, readDraft, saveDraft, startDraft } from './drafts.ts';
import { decidedApplication, markIssued, markRevoked } from './issue-commands.ts';
import type { Applications, ApplicationsDeps } from './model.ts';
import { claimApplication, decideApplication, inspectApplication, listQueue, sendBackApplication } from './officer-commands.ts';
import { applicationRoutes } from './routes.ts';
import { submitApplication } from './submit-application.ts';
import { attachUpload, readUpload, removeUpload } from './uploads.ts';

export function createApplications(platform: Platform, deps: ApplicationsDeps): Applications {
  const listeners: ((application: string) => Promise<void>)[] = [];
  const context: Context = {
    platform,
    deps,
    days: publishedWorkingDays(),
    async approved(application) {
      // The job in the same transaction makes sure; this makes it quick. A failure here is the job's to mend.
      for (const listener of listeners) {
        await listener(application).catch((error: unknown) =>
          platform.log.warn({ error, application }, 'issuing at once failed; the job will repeat it'),
        );
      }
    },
  };
  const applications: Applications = {
    startDraft: startDraft(context),
    draft: readDraft(context),
    drafts: listDrafts(context),
    saveDraft: saveDraft(context),
    discardDraft: discardDraft(context),
    attachUpload: attachUpload(context),
    removeUpload: removeUpload(context),
    upload: readUpload(context),
    submit: submitApplication(context),
    withdraw: withdrawApplication(context),
    resubmit: resubmitApplication(context),
    mine: listMine(context),
    open: openMine(context),
    accesses: listAccesses(context),
    check: (service, answers, lang) => validateAnswers(liveService(context, service).definition, answers, { lang, today: today(context) }),
    definitionOf: definitionOf(context),
    queue: listQueue(context),
    inspect: inspectApplication(context),
    claim: claimApplication(context),
    sendBack: sendBackApplication(context),
    decide: decideApplication(context),
    onApproved: (listener) => {
      listeners.push(listener);
    },
    decided: decidedApplication(context),
    markIssued: markIssued(context),
    markRevoked: markRevoked(context),
    routes: (app) => applicationRoutes(app, applications, deps),
  };
  return applications;
}
