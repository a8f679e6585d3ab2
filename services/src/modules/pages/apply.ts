import { LOAS, normaliseAnswers } from '@hukumat/contract';
import { notFound } from '../../platform/problem.ts';
import type { Draft } from '../applications/index.ts';
import { checkAnswersPage, sendDraft } from './apply-check.ts';
import { fromRecord, type Person, signedIn, signedInPost, takeParked } from './apply-person.ts';
import { type Posted, posted, STEP_BYTES } from './apply-posted.ts';
import { applyPath, nextStep, type Offer, offerOf, saveStep, stepPage } from './apply-step.ts';
import type { Site } from './needs.ts';
import type { Answer, PageRoute, Visit } from './visit.ts';

/** The form of a service: its start, its steps, the check of answers. Complete without JavaScript. */
export const applyRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/:agency/:service/apply',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: async (visit) => {
      const offer = offerOf(site, visit);
      return strongEnough(site, visit, offer, async (person) => {
        const parked = await takeParked(site, visit);
        if (parked) return begin(site, visit, person, offer, parked);
        const { form } = offer.definition;
        const drafts = (await site.applications.drafts(person)).filter(({ service }) => service === offer.definition.id);
        return stepPage(site, visit, person, offer, { step: firstStep(offer), answers: await fromRecord(site, form, person), drafts });
      });
    },
    post: async (visit) => {
      const offer = offerOf(site, visit);
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, offer.definition.needs, (person) => begin(site, visit, person, offer, body));
    },
  },
  {
    pattern: '/:agency/:service/apply/:draft',
    personal: true,
    get: async (visit) => {
      const offer = offerOf(site, visit);
      return signedIn(site, visit, offer.definition.needs, async (person) => {
        const draft = await site.applications.draft(person, visit.params.draft ?? '');
        return receiptOf(visit, draft) ?? { redirect: visit.to(applyPath(visit, `/${draft.id}/${nextStep(site, offer, draft)}`)) };
      });
    },
  },
  {
    pattern: '/:agency/:service/apply/:draft/:step',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: async (visit) => {
      const offer = offerOf(site, visit);
      return strongEnough(site, visit, offer, async (person) => {
        const draft = await draftOf(site, visit, person, offer);
        const sent = receiptOf(visit, draft);
        if (sent) return sent;
        if (visit.params.step === 'check') return checkAnswersPage(site, visit, offer, draft, resumed(visit));
        const parked = await takeParked(site, visit);
        const step = stepOf(offer, visit);
        if (parked) return saveStep(site, visit, person, offer, draft, step, parked);
        return stepPage(site, visit, person, offer, { step, answers: draft.answers, draft });
      });
    },
    post: async (visit) => {
      const offer = offerOf(site, visit);
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, offer.definition.needs, async (person) => {
        const draft = await draftOf(site, visit, person, offer);
        const sent = receiptOf(visit, draft);
        if (sent) return sent;
        if (visit.params.step === 'check') return sendDraft(site, visit, person, offer, draft, body);
        return saveStep(site, visit, person, offer, draft, stepOf(offer, visit), body);
      });
    },
  },
];

/** A sign-in of the strength the service asks for; a weaker one is asked to step up and comes back here. */
const strongEnough = (site: Site, visit: Visit, { definition }: Offer, work: (person: Person) => Promise<Answer>) =>
  signedIn(site, visit, definition.needs, (person) =>
    LOAS.indexOf(person.loa) < LOAS.indexOf(definition.needs)
      ? { redirect: site.identity.signInAddress(visit.request, definition.needs, visit.to(visit.path)) }
      : work(person),
  );

/** The first post of a new application makes its draft; later pages have the draft in their address. */
async function begin(site: Site, visit: Visit, person: Person, offer: Offer, body: Posted): Promise<Answer> {
  const step = firstStep(offer);
  const { definition } = offer;
  const record = await fromRecord(site, definition.form, person);
  const typed = normaliseAnswers(definition, body.fields, step.name);
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => !step.fields.some((field) => field.name === name)));
  const draft = await site.applications.startDraft(person, definition.id, { ...others, ...typed });
  return saveStep(site, visit, person, offer, draft, step, body);
}

function firstStep({ definition }: Offer) {
  const [step] = definition.form.steps;
  if (!step) throw notFound('The form');
  return step;
}

function stepOf({ definition }: Offer, visit: Visit) {
  const step = definition.form.steps.find(({ name }) => name === visit.params.step);
  if (!step) throw notFound('The step');
  return step;
}

async function draftOf(site: Site, visit: Visit, person: Person, { definition }: Offer): Promise<Draft> {
  const draft = await site.applications.draft(person, visit.params.draft ?? '');
  if (draft.service !== definition.id) throw notFound('The draft');
  return draft;
}

const receiptOf = (visit: Visit, { application }: Draft): Answer | undefined =>
  application ? { redirect: visit.to(`/account/applications/${application}?submitted=1`) } : undefined;

const resumed = (visit: Visit) => (visit.query.parked ? { said: { kind: 'info' as const, text: visit.t('apply.resumed') } } : {});
