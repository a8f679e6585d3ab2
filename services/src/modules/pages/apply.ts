import { LOAS, normaliseAnswers, type Step } from '@hukumat/contract';
import type { FastifyReply } from 'fastify';
import { fromScript } from '../../platform/http/from-script.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Draft, passOfForm, refuseUnconfirmed } from '../applications/index.ts';
import { checkAnswersPage, sendDraft } from './apply-check.ts';
import { agreed } from './apply-choices.ts';
import { actingBy, mandatesFor } from './apply-mandate.ts';
import { addressOf, firstAnswers, type Person, signedIn, signedInPost, takeParked } from './apply-person.ts';
import { one, type Posted, posted, STEP_BYTES } from './apply-posted.ts';
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
      refuseUnconfirmed(offer.definition, site.demo);
      return strongEnough(site, visit, offer, async (person) => {
        const parked = await takeParked(site, visit);
        if (parked) return begin(site, visit, person, offer, parked);
        const mandate = await actingBy(site, person, offer, visit.query.mandate);
        const drafts = (await site.applications.drafts(person)).filter(
          (draft) => draft.service === offer.definition.id && draft.mandate === mandate?.id,
        );
        return stepPage(site, visit, person, offer, {
          step: firstStep(offer),
          answers: await firstAnswers(site, person, offer, mandate?.id),
          drafts,
          ...(mandate ? { mandate } : { others: await mandatesFor(site, person, offer.definition) }),
        });
      });
    },
    post: async (visit) => {
      const offer = offerOf(site, visit);
      const body = await posted(visit);
      return signedInPost(site, visit, body.fields, offer.definition.needs, (person) => begin(site, visit, person, offer, body));
    },
  },
  {
    pattern: '/:agency/:service/apply/save',
    personal: true,
    navigatedOnly: false,
    post: (visit, reply) =>
      typing(site, visit, reply, async (person, offer) => {
        return keep(site, visit, person, firstStep(offer), await newDraft(site, person, offer, visit.body), visit.body);
      }),
  },
  {
    pattern: '/:agency/:service/apply/:draft/:step/save',
    personal: true,
    navigatedOnly: false,
    post: (visit, reply) =>
      typing(site, visit, reply, async (person, offer) => {
        return keep(site, visit, person, stepOf(offer, visit), await draftOf(site, visit, person, offer), visit.body);
      }),
  },
  {
    pattern: '/:agency/:service/apply/:draft',
    personal: true,
    get: async (visit) => {
      const offer = offerOf(site, visit);
      return signedIn(site, visit, offer.definition.needs, async (person) => {
        const draft = await draftOf(site, visit, person, offer);
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
        if (visit.params.step === 'check') return checkAnswersPage(site, visit, person, offer, draft, resumed(visit));
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
      ? { redirect: site.identity.signInAddress(visit.request, definition.needs, addressOf(visit)) }
      : work(person),
  );

/** The first post of a new application makes its draft; later pages have the draft in their address. */
const begin = async (site: Site, visit: Visit, person: Person, offer: Offer, body: Posted): Promise<Answer> =>
  saveStep(site, visit, person, offer, await newDraft(site, person, offer, body.fields), firstStep(offer), body);

async function newDraft(site: Site, person: Person, offer: Offer, fields: Posted['fields']): Promise<Draft> {
  const step = firstStep(offer);
  const { definition } = offer;
  const mandate = one(fields, '_mandate') || undefined;
  const record = await firstAnswers(site, person, offer, mandate);
  const typed = agreed(step, normaliseAnswers(definition, fields, step.name), fields).answers;
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => !step.fields.some((field) => field.name === name)));
  return site.applications.startDraft(person, definition.id, { ...others, ...typed }, mandate);
}

/** A save while somebody types. It answers a script, so it says nothing of what is in the draft. */
async function typing(
  site: Site,
  visit: Visit,
  reply: FastifyReply,
  work: (person: Person, offer: Offer) => Promise<Kept>,
): Promise<Answer> {
  if (visit.actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to save this');
  const offer = offerOf(site, visit);
  // Only the page of this form carries its pass: code in another agency's document may not fill forms here.
  if (fromScript(visit.request))
    site.identity.capability.check(visit.request, passOfForm(offer.release.agency), one(visit.body, '_pass') ?? '');
  const kept = await work(visit.actor, offer);
  void reply.header('cache-control', 'no-store').send(kept);
  return { sent: true };
}

interface Kept {
  revision: number;
  draft: string;
  /** The address of the step that was saved. */
  step: string;
}

async function keep(site: Site, visit: Visit, person: Person, step: Step, draft: Draft, fields: Posted['fields']): Promise<Kept> {
  const { definition } = offerOf(site, visit);
  const saved = await site.applications.saveDraft(person, {
    draft: draft.id,
    step: step.name,
    revision: Number(one(fields, '_revision')) || 0,
    answers: agreed(step, normaliseAnswers(definition, fields, step.name), fields).answers,
    lang: visit.lang,
  });
  return { revision: saved.draft.revision, draft: draft.id, step: visit.to(applyPath(visit, `/${draft.id}/${step.name}`)) };
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

/** The draft of this address. One that is filled in for another is open while the mandate holds. */
async function draftOf(site: Site, visit: Visit, person: Person, offer: Offer): Promise<Draft> {
  const draft = await site.applications.draft(person, visit.params.draft ?? '');
  if (draft.service !== offer.definition.id) throw notFound('The draft');
  if (!draft.application) await actingBy(site, person, offer, draft.mandate);
  return draft;
}

const receiptOf = (visit: Visit, { application }: Draft): Answer | undefined =>
  application ? { redirect: visit.to(`/account/applications/${application}?submitted=1`) } : undefined;

const resumed = (visit: Visit) => (visit.query.parked ? { said: { kind: 'info' as const, text: visit.t('apply.resumed') } } : {});
