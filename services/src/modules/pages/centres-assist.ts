import { normaliseAnswers } from '@hukumat/contract';
import { formatDateTime, formatTime } from '@hukumat/contract/locale';
import { assistBanner, assistDonePage, assistStartPage, inLang, stacked } from '@hukumat/shell/document';
import { fromScript } from '../../platform/http/from-script.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Draft, passOfForm } from '../applications/index.ts';
import type { Session } from '../centres/index.ts';
import { serviceName } from './account-lines.ts';
import { checkAnswersPage, sendDraft } from './apply-check.ts';
import { agreed } from './apply-choices.ts';
import { firstAnswers, type Person, signedIn, signedInPost } from './apply-person.ts';
import { one, posted, STEP_BYTES } from './apply-posted.ts';
import { nextStep, type Offer, saveStep, stepPage } from './apply-step.ts';
import type { Site } from './needs.ts';
import type { Answer, Page, PageRoute, Visit } from './visit.ts';

/**
 * The portal's own form, filled in at a counter: the same steps and rules, as the citizen and by the operator. What is
 * saved and sent is judged and recorded by the session in the same transaction; nothing else of the citizen is reachable.
 */
export const assistRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/centres/assist/:session',
    personal: true,
    get: (visit) => entered(site, visit, (desk) => startPage(site, desk)),
    post: (visit) =>
      entered(site, visit, async (desk) => {
        const { offer, citizen } = desk;
        const known = await draftOf(site, desk);
        const draft =
          known ?? (await site.applications.startDraft(citizen, offer.definition.id, await firstAnswers(site, citizen, offer, undefined)));
        return { redirect: visit.to(`${base(visit)}/${nextStep(site, offer, draft)}`) };
      }),
  },
  {
    pattern: '/centres/assist/:session/end',
    personal: true,
    post: (visit) =>
      signedInPost(site, visit, {}, 'low', async (person) => {
        await site.centres.assisted.end(person, visit.params.session ?? '');
        return { redirect: visit.to('/service-centre/desk') };
      }),
  },
  {
    pattern: '/centres/assist/:session/done',
    personal: true,
    get: (visit) => entered(site, visit, (desk) => donePage(site, desk)),
  },
  {
    pattern: '/centres/assist/:session/:step',
    personal: true,
    bodyLimit: STEP_BYTES,
    get: (visit) =>
      entered(site, visit, async (desk) => {
        const { offer, citizen, visit: inner } = desk;
        if (desk.session.application) return { redirect: visit.to(`${base(visit)}/done`) };
        const draft = await draftNeeded(site, desk);
        if (visit.params.step === 'check')
          return framed(site, desk, await checkAnswersPage(site, named(inner, draft), citizen, offer, draft));
        return framed(
          site,
          desk,
          await stepPage(site, named(inner, draft), citizen, offer, { step: stepOf(desk), answers: draft.answers, draft }),
        );
      }),
    post: (visit) =>
      entered(site, visit, async (desk) => {
        const { offer, citizen, visit: inner } = desk;
        const body = await posted(visit);
        const draft = await draftNeeded(site, desk);
        const answer =
          visit.params.step === 'check'
            ? await sendDraft(site, named(inner, draft), citizen, offer, draft, body)
            : await saveStep(site, named(inner, draft), citizen, offer, draft, stepOf(desk), body);
        return framed(site, desk, answer);
      }),
  },
  {
    pattern: '/centres/assist/:session/:step/save',
    personal: true,
    navigatedOnly: false,
    post: async (visit, reply) => {
      if (visit.actor.kind !== 'person') throw new Problem(401, 'sign-in-needed', 'Sign in to save this');
      const desk = await deskOf(site, visit, visit.actor);
      const { offer, citizen } = desk;
      // Only the page of this form carries its pass, as at the citizen's own.
      if (fromScript(visit.request))
        site.identity.capability.check(visit.request, passOfForm(offer.release.agency), one(visit.body, '_pass') ?? '');
      const step = stepOf(desk);
      const draft = await draftNeeded(site, desk);
      const saved = await site.applications.saveDraft(citizen, {
        draft: draft.id,
        step: step.name,
        revision: Number(one(visit.body, '_revision')) || 0,
        answers: agreed(step, normaliseAnswers(offer.definition, visit.body, step.name), visit.body).answers,
        lang: visit.lang,
      });
      void reply
        .header('cache-control', 'no-store')
        .send({ revision: saved.draft.revision, step: visit.to(`${base(visit)}/${step.name}`) });
      return { sent: true };
    },
  },
];

interface Desk {
  session: Session;
  citizen: Person;
  offer: Offer;
  /** The visit as the form's own pages see it: their addresses lead back to the counter. */
  visit: Visit;
}

const base = ({ params }: Pick<Visit, 'params'>): string => `/centres/assist/${params.session}`;

/** Runs `work` for the operator of a living session. @throws Problem 403, 404 for everybody else. */
const entered = (site: Site, visit: Visit, work: (desk: Desk) => Answer | Promise<Answer>): Promise<Answer> =>
  signedIn(site, visit, 'low', async (operator) => work(await deskOf(site, visit, operator)));

async function deskOf(site: Site, visit: Visit, operator: Person): Promise<Desk> {
  const { session, citizen } = await site.centres.assisted.enter(operator, visit.params.session ?? '');
  const offer = site.registry.serviceById(session.services[0] ?? '');
  if (!offer) throw notFound('The service');
  const form = `/${offer.release.agency}/${offer.definition.id}/apply`;
  const to = (path: string): string => {
    if (path.startsWith('/account/applications/')) return visit.to(`${base(visit)}/done`);
    const [, rest] = new RegExp(`^${form}/[^/?#]+(.*)$`).exec(path) ?? [];
    return visit.to(rest === undefined ? path : base(visit) + rest);
  };
  const params = { ...visit.params, agency: offer.release.agency, service: offer.definition.id };
  return { session, citizen, offer, visit: { ...visit, to, params } };
}

const named = (visit: Visit, draft: Draft): Visit => ({ ...visit, params: { ...visit.params, draft: draft.id } });

/** The draft of this session, or the one the citizen has begun at home. */
async function draftOf(site: Site, { session, citizen, offer }: Desk): Promise<Draft | undefined> {
  if (session.draft) return site.applications.draft(citizen, session.draft);
  const [latest] = (await site.applications.drafts(citizen)).filter(({ service }) => service === offer.definition.id);
  return latest && site.applications.draft(citizen, latest.id);
}

async function draftNeeded(site: Site, desk: Desk): Promise<Draft> {
  const draft = await draftOf(site, desk);
  if (!draft || draft.application) throw notFound('The draft');
  return draft;
}

function stepOf({ offer, visit }: Desk) {
  const step = offer.definition.form.steps.find(({ name }) => name === visit.params.step);
  if (!step) throw notFound('The step');
  return step;
}

/** The form's page below the reminder of whose form it is; anything else as it came. */
const framed = (site: Site, desk: Desk, answer: Answer): Answer =>
  'main' in answer ? { ...alone(answer), main: stacked(bannerOf(site, desk), answer.main) } : answer;

/** No plugin wakes in a page that shows one person's answers to another; the trail leads nowhere the operator may not go. */
function alone({ title, plugin: _plugin, ownDocument: _own, capability: _capability, ...rest }: Page): Page {
  return { ...rest, title, trail: [{ label: title }] };
}

const bannerOf = (site: Site, { session, visit }: Desk) => {
  const place = site.centres.centre(session.centre);
  return assistBanner(
    {
      citizen: session.citizenName,
      centre: place ? inLang(place.names, visit.lang) : session.centre,
      until: formatTime(session.endsAt),
      end: visit.to(`${base(visit)}/end`),
    },
    visit,
  );
};

async function startPage(site: Site, desk: Desk): Promise<Answer> {
  const { session, offer, visit } = desk;
  if (session.application) return { redirect: visit.to(`${base(visit)}/done`) };
  const draft = await draftOf(site, desk);
  const service = inLang(offer.definition.title, visit.lang);
  return {
    title: service,
    unlisted: true,
    trail: [{ label: service }],
    main: stacked(
      bannerOf(site, desk),
      assistStartPage(
        {
          service,
          action: visit.to(base(visit)),
          ...(draft
            ? {
                resume: {
                  href: visit.to(`${base(visit)}/${nextStep(site, offer, draft)}`),
                  saved: formatDateTime(draft.updatedAt, visit.lang),
                },
              }
            : {}),
        },
        visit,
      ),
    ),
  };
}

async function donePage(site: Site, { session, citizen, visit }: Desk): Promise<Answer> {
  if (!session.application) throw notFound('The application');
  const { number, state, service } = await site.applications.open(citizen, session.application);
  return {
    title: visit.t('assist.done'),
    unlisted: true,
    main: assistDonePage(
      {
        service: serviceName(site, service, visit.lang),
        number,
        state: visit.t(`state.${state}`),
        citizen: session.citizenName,
        end: visit.to(`${base(visit)}/end`),
      },
      visit,
    ),
  };
}
