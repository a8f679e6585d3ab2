import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AgencyDeclaration, type ServiceDefinition, serviceDefinitionSchema } from '@hukumat/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { system } from '../../../platform/actor.ts';
import { createMandates, type Mandates } from '../../mandates/index.ts';
import { createNotifications } from '../../notifications/index.ts';
import { type PaymentStage, paymentStage } from '../../payments/testing.ts';
import { type Application, type Applications, createApplications } from '../index.ts';
import { CITIZEN, exampleDeps, FOR_TWO, HEAD, OFFICER, OTHER, STRANGER, variantOf } from '../testing.ts';
import { verifyEvents } from '../verify-events.ts';

const text = (tg: string) => ({ tg, ru: tg, en: tg });
const fee = (when: 'before-submit' | 'before-review' | 'before-issue'): ServiceDefinition['fees'] => [
  { kind: 'review', indicators: 2, payer: 'applicant', when, label: text('Барои баррасӣ') },
];
const review = { kind: 'review', role: 'officer', workingDays: 10 } as const;
const acceptance = { passport: 'otherPassport', surname: 'otherSurname', days: 5, title: text('Розигӣ'), text: text('Имзо кунед') };
const forTwo = variantOf('for-two', {
  form: FOR_TWO,
  workflow: { ...review, acceptance },
  output: undefined,
});
/** The shipped definition of another package, read as the portal reads it at its first start. */
const shipped = join(import.meta.dirname, '../../../../../agencies/architecture-construction/src/agency.ts');
const { default: architecture } = (await import(pathToFileURL(shipped).href)) as { default: AgencyDeclaration };
const construction = architecture.services?.find(({ id }) => id === 'construction-start-permit');
if (!construction) throw new Error('construction-start-permit is not shipped');
const SERVICES = [
  forTwo,
  variantOf('for-two-eyes', { form: FOR_TWO, workflow: { ...review, acceptance, fourEyes: true }, output: undefined }),
  variantOf('for-two-paid', { form: FOR_TWO, workflow: { ...review, acceptance }, fees: fee('before-review') }),
  variantOf('paid', { fees: fee('before-review') }),
  variantOf('paid-notice', { fees: fee('before-submit'), workflow: { kind: 'immediate', workingDays: 0 } }),
  variantOf('paid-at-issue', { fees: fee('before-issue') }),
  variantOf('construction-fees', { fees: serviceDefinitionSchema.parse(construction).fees, output: undefined }),
  variantOf('unpriced', { fees: [{ kind: 'review', payer: 'applicant', when: 'before-review' }] }),
  variantOf('for-another', { onBehalf: true }),
  variantOf('once-a-day', { unique: ['surname', 'guests'] }),
];

let stage: PaymentStage;
let applications: Applications;
let mandates: Mandates;
const deps = exampleDeps([], SERVICES);
const NOW = '2026-11-23T06:00:00Z';

beforeAll(async () => {
  stage = await paymentStage();
  createNotifications(stage.platform, deps);
  mandates = createMandates(stage.platform, deps);
  applications = createApplications(stage.platform, { ...deps, payments: stage.payments, mandates });
  await stage.platform.jobs.start();
});
beforeEach(() => stage.clock.set(NOW));
afterAll(async () => {
  expect(await verifyEvents(stage.platform.db)).toMatchObject({ ok: true });
  await stage.stop();
});

let serial = 0;
const submit = (service: string, answers: Record<string, string | number>, actor = CITIZEN, more = {}) =>
  applications.submit(actor, { key: `hand-in-test-${++serial}`, service, lang: 'tg', answers, ...more });
const TWO = { surname: 'Раҳимзода', otherSurname: 'Каримов', otherPassport: 'A0000002', until: '2026-12-31' };
const ONE = { surname: 'Раҳимзода', guests: 3 };
const types = (application: Application) => application.events.map((e) => e.type);
async function pay(application: string, actor = CITIZEN): Promise<void> {
  const { url } = await stage.payments.begin(actor, application, 'tg');
  await stage.bank.pay(url.split('/').at(-1) ?? '', 'pays');
}
const comes = (state: Application['state'], id: string) =>
  vi.waitFor(async () => expect((await applications.open(CITIZEN, id)).state).toBe(state), { timeout: 10_000 });

describe('the second person', () => {
  test('is asked, signs the same answers, and only then the clock starts', async () => {
    const waiting = await submit('for-two', TWO);
    expect(waiting).toMatchObject({ state: 'awaiting_party', expiresOn: '2026-11-28' });
    expect(waiting.dueOn).toBeUndefined();
    expect((await applications.queue(OFFICER, 'mia')).items.map((a) => a.id)).not.toContain(waiting.id);
    expect((await applications.asked(OTHER)).map((a) => a.id)).toContain(waiting.id);
    for (const actor of [CITIZEN, STRANGER])
      await expect(applications.accept(actor, waiting.id, waiting.version)).rejects.toMatchObject({ status: 404 });
    stage.clock.set('2026-11-24T06:00:00Z');
    const accepted = await applications.accept(OTHER, waiting.id, waiting.version);
    expect(accepted).toMatchObject({ state: 'submitted', dueOn: '2026-12-08' });
    const [first, second] = accepted.signatures;
    expect([first?.as, second?.as, first?.subject, second?.subject]).toEqual(['applicant', 'party', 'citizen-1', 'citizen-2']);
    expect(second?.digest).toBe(first?.digest);
    expect(second).toMatchObject({ loa: 'substantial', at: '2026-11-24T06:00:00.000Z' });
    expect(types(accepted)).toEqual(['application.submitted', 'application.party-accepted', 'application.registered']);
    expect((await applications.open(CITIZEN, waiting.id)).partyName).toBe('Каримов Далер');
    await expect(applications.accept(OTHER, waiting.id, accepted.version)).rejects.toMatchObject({ code: 'move-refused' });
  });

  test('whoever asks never learns whether they have an account', async () => {
    const shape = ({ id: _id, number: _number, events, signatures: _s, answers: _a, ...rest }: Application) => ({
      ...rest,
      events: events.map(({ type, data }) => ({ type, keys: Object.keys(data) })),
    });
    const known = await submit('for-two', TWO);
    const unknown = await submit('for-two', { ...TWO, otherPassport: 'A0000099' });
    const wrongName = await submit('for-two', { ...TWO, otherSurname: 'Назарӣ' });
    expect(shape(unknown)).toEqual(shape(known));
    expect(shape(wrongName)).toEqual(shape(known));
    expect((await applications.asked(OTHER)).map((a) => a.id)).not.toContain(wrongName.id);
    expect(known.party).toBeUndefined();
    expect((await applications.mine(CITIZEN)).find((a) => a.id === known.id)?.party).toBeUndefined();
  });

  test('declines with a reason, or stays silent until it expires', async () => {
    const asked = await submit('for-two', TWO);
    await expect(applications.decline(OTHER, asked.id, asked.version, ' ')).rejects.toMatchObject({ code: 'reason-needed' });
    const declined = await applications.decline(OTHER, asked.id, asked.version, 'Ман розӣ нестам');
    expect(declined).toMatchObject({ state: 'withdrawn', note: 'Ман розӣ нестам' });
    const silent = await submit('for-two', TWO);
    stage.clock.set('2026-11-28T06:00:00Z');
    await applications.sweep();
    expect((await applications.open(CITIZEN, silent.id)).state).toBe('awaiting_party');
    stage.clock.set('2026-11-29T06:00:00Z');
    await applications.sweep();
    expect((await applications.open(CITIZEN, silent.id)).state).toBe('expired');
  });

  test('after the signature comes the payment, where there is one', async () => {
    const asked = await submit('for-two-paid', TWO);
    expect(await stage.payments.ofApplication(CITIZEN, asked.id)).toBeUndefined();
    expect(await applications.accept(OTHER, asked.id, asked.version)).toMatchObject({ state: 'awaiting_payment' });
    expect(await stage.payments.ofApplication(CITIZEN, asked.id)).toMatchObject({ state: 'open', diram: 15_600 });
    await pay(asked.id);
    await comes('submitted', asked.id);
  });
});

describe('what belongs together', () => {
  test('a draft for one service is no answer to another', async () => {
    const draft = await applications.startDraft(CITIZEN, 'for-two', TWO);
    const stolen = submit('for-another', ONE, CITIZEN, { answers: undefined, draft: { id: draft.id, revision: draft.revision } });
    await expect(stolen).rejects.toMatchObject({ status: 404 });
    expect(await applications.draft(CITIZEN, draft.id)).toMatchObject({ answers: TWO });
  });

  test('the second person is the one in the answers that are signed, however quickly they change', async () => {
    const { id } = await applications.startDraft(CITIZEN, 'for-two', TWO);
    const save = (otherPassport: string, revision: number) =>
      applications.saveDraft(CITIZEN, { draft: id, step: 'people', revision, answers: { ...TWO, otherPassport }, lang: 'tg' });
    let changed: Promise<unknown> | undefined;
    const real = deps.identity.findPerson;
    deps.identity.findPerson = async (by) => {
      const found = await real(by);
      changed ??= save('A0000099', 1);
      await changed;
      return found;
    };
    try {
      const sent = submit('for-two', TWO, CITIZEN, { answers: undefined, draft: { id, revision: 2 } });
      await expect(sent).rejects.toMatchObject({ status: 409, code: 'draft-changed' });
    } finally {
      deps.identity.findPerson = real;
    }
    expect((await applications.asked(OTHER)).filter(({ answers }) => answers.otherPassport === 'A0000099')).toEqual([]);
  });

  test('the second person does not see what officers propose among themselves', async () => {
    const asked = await submit('for-two-eyes', TWO);
    const accepted = await applications.accept(OTHER, asked.id, asked.version);
    const { version } = await applications.claim(OFFICER, 'mia', asked.id, accepted.version);
    const proposed = await applications.decide(OFFICER, 'mia', asked.id, version, { approve: true, note: 'Байни мо' });
    expect(proposed.proposal).toBeDefined();
    expect((await applications.open(OTHER, asked.id)).proposal).toBeUndefined();
    expect((await applications.open(CITIZEN, asked.id)).proposal).toBeUndefined();
  });
});

describe('payment', () => {
  test('comes before the desk: charged at submit, the clock starts when the money has come', async () => {
    const unpaid = await submit('paid', ONE);
    expect(unpaid).toMatchObject({ state: 'awaiting_payment', expiresOn: '2026-12-23' });
    expect(unpaid.dueOn).toBeUndefined();
    expect(await stage.payments.ofApplication(CITIZEN, unpaid.id)).toMatchObject({ state: 'open', diram: 15_600 });
    expect((await applications.queue(OFFICER, 'mia')).items.map((a) => a.id)).not.toContain(unpaid.id);
    stage.clock.set('2026-11-23T07:00:00Z');
    await pay(unpaid.id);
    await comes('submitted', unpaid.id);
    const paid = await applications.open(CITIZEN, unpaid.id);
    expect(paid).toMatchObject({ dueOn: '2026-12-07' });
    expect(paid.events.at(-1)).toMatchObject({ type: 'application.registered', action: 'settle', party: 'portal' });
  });

  test('a construction permit pays four indicators before the review and two before it is issued; a second approval asks nothing again', async () => {
    const unpaid = await submit('construction-fees', ONE);
    expect(await stage.payments.ofApplication(CITIZEN, unpaid.id)).toMatchObject({ state: 'open', diram: 31_200 });
    await pay(unpaid.id);
    await comes('submitted', unpaid.id);
    const { version } = await applications.open(CITIZEN, unpaid.id);
    const { version: claimed } = await applications.claim(OFFICER, 'mia', unpaid.id, version);
    const approved = await applications.decide(OFFICER, 'mia', unpaid.id, claimed, { approve: true });
    expect(approved).toMatchObject({ state: 'approved', feeDue: true });
    expect(await stage.payments.ofApplication(CITIZEN, unpaid.id)).toMatchObject({ state: 'open', diram: 15_600 });
    await pay(unpaid.id);
    await vi.waitFor(async () => expect((await applications.open(CITIZEN, unpaid.id)).feeDue).toBeUndefined(), { timeout: 10_000 });
    const mine = (await stage.payments.mine(CITIZEN)).filter(({ application }) => application === unpaid.id);
    expect(mine.map(({ diram, state }) => [diram, state])).toEqual([
      [15_600, 'settled'],
      [31_200, 'settled'],
    ]);

    const paid = await applications.open(CITIZEN, unpaid.id);
    const reopened = await applications.reopen(HEAD, 'mia', unpaid.id, paid.version, 'бори дигар бинед');
    const again = await applications.decide(OFFICER, 'mia', unpaid.id, reopened.version, { approve: true });
    expect(again.feeDue).toBeUndefined();
    expect((await stage.payments.mine(CITIZEN)).filter(({ application }) => application === unpaid.id)).toHaveLength(2);
  });

  test('a notification is answered as soon as it is paid', async () => {
    const unpaid = await submit('paid-notice', ONE);
    expect(unpaid.state).toBe('awaiting_payment');
    await pay(unpaid.id);
    await comes('approved', unpaid.id);
  });

  test('withdrawn or never paid: the invoice goes with it', async () => {
    const taken = await submit('paid', ONE);
    expect((await applications.withdraw(CITIZEN, taken.id, taken.version)).state).toBe('withdrawn');
    expect(await stage.payments.ofApplication(CITIZEN, taken.id)).toMatchObject({ state: 'cancelled' });
    const left = await submit('paid', ONE);
    stage.clock.set('2026-12-24T06:00:00Z');
    await applications.sweep();
    expect((await applications.open(CITIZEN, left.id)).state).toBe('expired');
    expect(await stage.payments.ofApplication(CITIZEN, left.id)).toMatchObject({ state: 'cancelled' });
  });

  test('withdrawn before anybody looked at it: the money goes back', async () => {
    const unpaid = await submit('paid', ONE);
    await pay(unpaid.id);
    await comes('submitted', unpaid.id);
    const { version } = await applications.open(CITIZEN, unpaid.id);
    await applications.withdraw(CITIZEN, unpaid.id, version);
    await vi.waitFor(async () => expect(await stage.payments.ofApplication(CITIZEN, unpaid.id)).toMatchObject({ state: 'refunded' }), {
      timeout: 10_000,
    });
  });

  test('a year without a price refuses, and leaves nothing behind', async () => {
    stage.clock.set('2027-01-11T06:00:00Z');
    const before = (await applications.mine(CITIZEN)).length;
    await expect(submit('paid', ONE)).rejects.toMatchObject({ status: 422, code: 'fee-unpublished' });
    expect(await applications.mine(CITIZEN)).toHaveLength(before);
    stage.clock.set(NOW);
    expect((await submit('unpriced', ONE)).state).toBe('submitted');
  });

  test('a fee for issuing is asked for at the approval, and the document waits for it', async () => {
    const { id } = await submit('paid-at-issue', ONE);
    await applications.claim(OFFICER, 'mia', id, 1);
    const approved = await applications.decide(OFFICER, 'mia', id, 2, { approve: true });
    expect(approved).toMatchObject({ state: 'approved', feeDue: true });
    await expect(applications.decided(id)).rejects.toMatchObject({ code: 'move-refused' });
    await expect(applications.markIssued(id, '0190b0b0-0000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'move-refused' });
    await expect(applications.reopen(HEAD, 'mia', id, approved.version, 'Хато буд')).rejects.toMatchObject({ code: 'move-refused' });
    await pay(id);
    await vi.waitFor(async () => expect((await applications.open(CITIZEN, id)).feeDue).toBeUndefined(), { timeout: 10_000 });
    expect((await applications.decided(id)).state).toBe('approved');
  });
});

describe('on behalf of another', () => {
  const granted = async (services: string[]): Promise<string> => {
    const [document, application] = [crypto.randomUUID(), crypto.randomUUID()];
    const { id } = await stage.platform.db.write(system('issue-document'), (tx) =>
      mandates.grant(tx, {
        grantor: 'citizen-1',
        grantorName: 'Раҳимзода Фирӯза Саидовна',
        grantee: 'citizen-2',
        granteeName: 'Каримов Далер',
        services,
        from: '2026-11-23',
        to: '2026-12-31',
        agency: 'justice',
        document,
        application,
      }),
    );
    return id;
  };

  test('the agent hands in, the principal owns it, both names stand in the timeline and in the journal', async () => {
    const onBehalfOf = await granted(['for-another']);
    const made = await submit('for-another', ONE, OTHER, { onBehalfOf });
    expect(made).toMatchObject({
      owner: 'citizen-1',
      applicant: 'Раҳимзода Фирӯза Саидовна',
      acting: 'citizen-2',
      actingName: 'Каримов Далер',
    });
    expect(made.events[0]).toMatchObject({
      actor: 'person:citizen-2',
      actorName: 'Каримов Далер',
      onBehalfOf: 'citizen-1',
      onBehalfName: 'Раҳимзода Фирӯза Саидовна',
    });
    expect((await applications.open(CITIZEN, made.id)).id).toBe(made.id);
    expect((await applications.represented(OTHER)).map((a) => a.id)).toContain(made.id);
    expect((await applications.mine(OTHER)).map((a) => a.id)).not.toContain(made.id);
    await expect(applications.open(STRANGER, made.id)).rejects.toMatchObject({ status: 404 });
  });

  test('the agent objects to the decision for the principal', async () => {
    const onBehalfOf = await granted(['for-another']);
    const { id } = await submit('for-another', ONE, OTHER, { onBehalfOf });
    await applications.claim(OFFICER, 'mia', id, 1);
    await applications.decide(OFFICER, 'mia', id, 2, { approve: false, reason: 'no-record' });
    expect(await applications.appeal(OTHER, id, 'Норозиям')).toMatchObject({ text: 'Норозиям' });
    expect(await applications.objections(CITIZEN, id)).toMatchObject([{ text: 'Норозиям' }]);
    expect(await applications.objections(STRANGER, id)).toEqual([]);
  });

  test('a draft remembers for whom it is', async () => {
    const onBehalfOf = await granted(['for-another']);
    const draft = await applications.startDraft(OTHER, 'for-another', ONE, onBehalfOf);
    expect(draft).toMatchObject({ mandate: onBehalfOf, onBehalfOf: 'citizen-1', deletedAfter: '2026-12-23' });
    const made = await applications.submit(OTHER, {
      key: `hand-in-test-${++serial}`,
      service: 'for-another',
      lang: 'tg',
      draft: { id: draft.id, revision: draft.revision },
    });
    expect(made).toMatchObject({ owner: 'citizen-1', acting: 'citizen-2' });
  });

  test('revoked, expired, for another service or another person: refused at once', async () => {
    const onBehalfOf = await granted(['for-another', 'paid']);
    const made = await submit('for-another', ONE, OTHER, { onBehalfOf });
    await expect(submit('for-another', ONE, STRANGER, { onBehalfOf })).rejects.toMatchObject({ status: 404 });
    await expect(submit('paid', ONE, OTHER, { onBehalfOf })).rejects.toMatchObject({ status: 403 });
    const { given } = await mandates.mine(CITIZEN);
    for (const { id } of given.filter(({ state }) => state === 'active')) await mandates.revoke(CITIZEN, id, 'Дигар лозим нест');
    await expect(applications.open(OTHER, made.id)).rejects.toMatchObject({ status: 403, code: 'mandate-invalid' });
    await expect(applications.withdraw(OTHER, made.id, made.version)).rejects.toMatchObject({ status: 403 });
    await expect(submit('for-another', ONE, OTHER, { onBehalfOf })).rejects.toMatchObject({ status: 403 });
    expect(await applications.represented(OTHER)).toEqual([]);
    expect((await applications.withdraw(CITIZEN, made.id, made.version)).state).toBe('withdrawn');
  });
});

describe('a duplicate', () => {
  const again = (answers: Record<string, string | number>, actor = CITIZEN) => submit('once-a-day', answers, actor);

  test('is refused with the earlier number and the field to look at, until the earlier one has come to nothing', async () => {
    const first = await again(ONE);
    await expect(again(ONE)).rejects.toMatchObject({ status: 422, code: 'duplicate', details: { field: 'guests', number: first.number } });
    await again({ ...ONE, guests: 4 });
    await again(ONE, OTHER);
    await applications.withdraw(CITIZEN, first.id, first.version);
    const second = await again(ONE);
    await applications.claim(OFFICER, 'mia', second.id, 1);
    await applications.decide(OFFICER, 'mia', second.id, 2, { approve: true });
    await expect(again(ONE)).rejects.toMatchObject({ code: 'duplicate', details: { number: second.number } });
  });

  test('of many at once one goes through', async () => {
    const answers = { surname: 'Раҳимзода', guests: 9 };
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => again(answers)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'duplicate' });
  });

  test('does not come about by a correction either', async () => {
    await again({ surname: 'Назарӣ', guests: 5 });
    const other = await again({ surname: 'Назарӣ', guests: 6 });
    await applications.claim(OFFICER, 'mia', other.id, 1);
    const back = await applications.sendBack(OFFICER, 'mia', other.id, 2, { fields: ['guests'], message: 'Чанд меҳмон?' });
    await expect(applications.resubmit(CITIZEN, other.id, back.version, { guests: 5 }, 'tg')).rejects.toMatchObject({ code: 'duplicate' });
    expect(await applications.resubmit(CITIZEN, other.id, back.version, { guests: 7 }, 'tg')).toMatchObject({ state: 'in_review' });
  });
});
