import { type ContentTypeName, checkContent } from '@hukumat/contract/content';
import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { notFound } from '../../platform/problem.ts';
import { CHANNEL } from './announce.ts';
import { confirmItem } from './confirm-item.ts';
import { seedDemonstration } from './demonstration/seed.ts';
import { draftItem, editItem, restoreEdition } from './draft-item.ts';
import type { Content, ContentChange, ContentDeps } from './edition.ts';
import { endPlanned, planEnding, UNPUBLISH, unpublishItem } from './end-item.ts';
import { createFeedback } from './feedback.ts';
import { fileRoute } from './file-route.ts';
import { filledIn } from './filled-in.ts';
import { approveEdition, PUBLISH, publishPlanned } from './publish-edition.ts';
import { deskReaders, publicReaders } from './readers.ts';
import { remindEditors } from './reminders.ts';
import { saveDraft } from './save-draft.ts';
import { storeFile } from './store-file.ts';
import { returnEdition, submitEdition } from './submit-edition.ts';

export function createContent(platform: Platform, deps: ContentDeps): Content {
  const { jobs, clock, db } = platform;
  jobs.handle(PUBLISH, publishPlanned(platform));
  jobs.handle(UNPUBLISH, endPlanned(platform));
  const listeners: ((change: ContentChange | undefined) => void)[] = [];
  const edit = editItem(platform);
  const save = saveDraft(platform);
  const submit = submitEdition(platform, deps);
  const approve = approveEdition(platform);
  const returnToAuthor = returnEdition(platform);
  const schedule = planEnding(platform);
  const unpublish = unpublishItem(platform);
  const restore = restoreEdition(platform);
  const confirm = confirmItem(platform);
  const desk = deskReaders(platform);
  const readers = publicReaders(platform);
  const remind = remindEditors(platform, deps, readers.overdue);
  // At 7 in the morning in Dushanbe.
  jobs.schedule('content-reviews', '0 2 * * 1', remind);

  return {
    draft: draftItem(platform, deps),
    edit: async (actor, item) => edit(actor, idOf(item)),
    save: async (actor, item, given) => save(actor, idOf(item), given),
    submit: async (actor, item, revision) => submit(actor, idOf(item), revision),
    approve: async (actor, item, seen) => approve(actor, idOf(item), seen),
    returnToAuthor: async (actor, item, seen) => returnToAuthor(actor, idOf(item), seen),
    schedule: async (actor, item, ending) => schedule(actor, idOf(item), ending),
    unpublish: async (actor, item, ending) => unpublish(actor, idOf(item), ending),
    restore: async (actor, item, number) => restore(actor, idOf(item), number),
    confirm: async (actor, item) => confirm(actor, idOf(item)),
    storeFile: storeFile(platform, deps),
    desk: desk.desk,
    history: async (actor, item) => desk.history(actor, idOf(item)),
    findings: (type: ContentTypeName, values) => checkContent(type, filledIn(type, values, clock.now())),
    ...readers,
    remind,
    feedback: createFeedback(platform, deps),
    seedDemonstration: seedDemonstration(platform),
    onPublished: (listener) => {
      listeners.push(listener);
    },
    async start() {
      await db.listen(CHANNEL, (payload) => {
        const change = payload === undefined ? undefined : (JSON.parse(payload) as ContentChange);
        for (const listener of listeners) listener(change);
      });
    },
    routes: (app) => fileRoute(app, platform, deps),
  };
}

/** An id from an address; anything that is no id is simply not found. */
function idOf(text: string): string {
  if (!z.uuid().safeParse(text).success) throw notFound('The item');
  return text;
}
