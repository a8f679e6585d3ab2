import { join } from 'node:path';
import { validateAnswers } from '@hukumat/contract';
import type { Platform } from '../../platform/platform.ts';
import { publishedWorkingDays } from '../calendar/index.ts';
import { createUnfinishedFiles, embeddedScanner } from '../files/index.ts';
import { listAccesses } from './applicant/accesses.ts';
import { knownFacts } from './applicant/known-facts.ts';
import { appealDecision, listObjections } from './applicant/objections.ts';
import { forgetComments, rateApplication, ratingOf } from './applicant/rating.ts';
import { renewInvoice } from './applicant/renew-invoice.ts';
import { resubmitApplication } from './applicant/resubmit-application.ts';
import { listMine, listRepresented, openMine, pulseOf, stateFor } from './applicant/standing.ts';
import { withdrawApplication } from './applicant/withdraw-application.ts';
import { declareErrands } from './carry-on.ts';
import { type Context, definitionOf, liveService, today } from './context.ts';
import { answerObjection } from './desk/answer-objection.ts';
import { claimApplication, reassignApplication, releaseApplication } from './desk/assignment.ts';
import { bulkAct } from './desk/bulk.ts';
import { listChanges } from './desk/changes.ts';
import { decideApplication } from './desk/decide-application.ts';
import { closeApplication, reopenApplication } from './desk/end-and-reopen.ts';
import { inspectApplication } from './desk/inspect-application.ts';
import { listLetters, listLettersAtDesk, sendLetter } from './desk/letters.ts';
import { deskLoad } from './desk/load.ts';
import { addNote, listNotes } from './desk/notes.ts';
import { countQueue, listQueue } from './desk/queue.ts';
import { sendBackApplication } from './desk/send-back-application.ts';
import { discardDraft, listDrafts, readDraft, saveDraft, startDraft } from './drafts.ts';
import { acceptApplication, declineApplication, listAsked } from './hand-in/second-person.ts';
import { submitApplication } from './hand-in/submit-application.ts';
import { decidedApplication, markIssued, markRevoked } from './issuing.ts';
import type { Applications, ApplicationsDeps } from './model.ts';
import { answerOpinion, listOpinions, listOpinionsAsked, openOpinion } from './opinions/answer-opinion.ts';
import { askOpinion, recallOpinions } from './opinions/ask-opinion.ts';
import type { HandOver } from './ports.ts';
import { applyRetention, declareForgetting } from './retention.ts';
import { applicationRoutes } from './routes/index.ts';
import { declareScan } from './scan-upload.ts';
import { sendUpload, UPLOADS } from './send-upload.ts';
import { listenToPayments } from './settlement.ts';
import { sweep } from './sla/sweep.ts';
import { serviceStatistics } from './statistics.ts';
import { attachUpload, listUploads, readUpload, removeUpload } from './uploads.ts';

export function createApplications(platform: Platform, deps: ApplicationsDeps): Applications {
  const listeners: ((application: string) => Promise<void>)[] = [];
  let giving: HandOver | undefined;
  const context: Context = {
    platform,
    deps,
    days: publishedWorkingDays(),
    scanner: deps.scanner ?? embeddedScanner,
    // Beside the finished ones: several instances share that folder already.
    unfinished: createUnfinishedFiles(join(platform.config.objectDir, 'unfinished'), UPLOADS),
    handOver(tx, handed) {
      if (!giving) throw new Error('nobody keeps documents');
      return giving(tx, handed);
    },
    async approved(application) {
      // The job in the same transaction makes sure; this makes it quick. A failure here is the job's to mend.
      for (const listener of listeners) {
        await listener(application).catch((error: unknown) =>
          platform.log.warn({ error, application }, 'issuing at once failed; the job will repeat it'),
        );
      }
    },
  };
  declareErrands(context);
  declareForgetting(context);
  declareScan(context);
  platform.jobs.schedule('unfinished-uploads', '23 * * * *', async () => {
    await context.unfinished.dropExpired();
  });
  listenToPayments(context);
  platform.jobs.schedule('retention-of-applications', '10 21 * * *', applyRetention(context));
  platform.jobs.schedule('clock-of-applications', '* * * * *', sweep(context));

  const applications: Applications = {
    startDraft: startDraft(context),
    draft: readDraft(context),
    drafts: listDrafts(context),
    saveDraft: saveDraft(context),
    discardDraft: discardDraft(context),
    attachUpload: attachUpload(context),
    removeUpload: removeUpload(context),
    upload: readUpload(context),
    listUploads: listUploads(context),
    sendUpload: sendUpload(context),

    submit: submitApplication(context),
    withdraw: withdrawApplication(context),
    resubmit: resubmitApplication(context),
    renewInvoice: renewInvoice(context),
    mine: listMine(context),
    represented: listRepresented(context),
    asked: listAsked(context),
    stateFor: stateFor(context),
    pulse: pulseOf(context),
    open: openMine(context),
    accept: acceptApplication(context),
    decline: declineApplication(context),
    appeal: appealDecision(context),
    objections: listObjections(context),
    rate: rateApplication(context),
    ratingOf: ratingOf(context),
    forgetComments: forgetComments(context),
    letters: listLetters(context),
    knownFacts: knownFacts(context),
    accesses: listAccesses(context),
    check: (service, answers, lang) => validateAnswers(liveService(context, service).definition, answers, { lang, today: today(context) }),
    definitionOf: definitionOf(context),

    queue: listQueue(context),
    counts: countQueue(context),
    inspect: inspectApplication(context),
    claim: claimApplication(context),
    release: releaseApplication(context),
    reassign: reassignApplication(context),
    sendBack: sendBackApplication(context),
    decide: decideApplication(context),
    close: closeApplication(context),
    reopen: reopenApplication(context),
    note: addNote(context),
    notes: listNotes(context),
    sendLetter: sendLetter(context),
    lettersAtDesk: listLettersAtDesk(context),
    changes: listChanges(context),
    answerObjection: answerObjection(context),
    bulk: bulkAct(context),
    load: deskLoad(context),

    askOpinion: askOpinion(context),
    recallOpinions: recallOpinions(context),
    opinions: listOpinions(context),
    opinionsAsked: listOpinionsAsked(context),
    openOpinion: openOpinion(context),
    answerOpinion: answerOpinion(context),

    statistics: serviceStatistics(context),
    sweep: sweep(context),
    applyRetention: applyRetention(context),

    onHandOver: (give) => {
      giving = give;
    },
    onApproved: (listener) => {
      listeners.push(listener);
    },
    decided: decidedApplication(context),
    markIssued: markIssued(context),
    markRevoked: markRevoked(context),
    routes: (app) => applicationRoutes(app, applications, deps, platform.clock),
  };
  return applications;
}
