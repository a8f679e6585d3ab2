import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AgencyDeclaration, type ServiceDefinition, serviceDefinitionSchema } from '@hukumat/contract';
import { sql } from 'kysely';
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
  variantOf('dated', {
    form: {
      ...FOR_TWO,
      schema: { ...FOR_TWO.schema, required: ['surname', 'until'] },
      steps: FOR_TWO.steps.map((step) => ({ ...step, fields: step.fields.filter(({ name }) => ['surname', 'until'].includes(name)) })),
      assertions: [{ code: 'past', field: 'until', rule: { field: 'until', notBeforeToday: true }, message: text('Рӯзи оянда') }],
    },
    output: undefined,
  }),
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

/** The messages about it that were written in the transactions so far, to whom and of what. */
async function told(id: string): Promise<string[]> {
  const { rows } = await sql<{ message: string }>`select data->>'to' || ' ' || (data->>'code') as message from pgboss.job
    where name = 'deliver-message' and data->>'link' like ${`/account/applications/${id}%`} order by created_on, id`.execute(
    stage.platform.db.owner,
  );
  return rows.map(({ message }) => message);
}

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

describe('a correction after two signatures', () => {
  const sentBack = async (service: string, fields: string[]) => {
    const asked = await submit(service, TWO);
    let accepted = await applications.accept(OTHER, asked.id, asked.version);
    if (accepted.state === 'awaiting_payment') {
      await pay(asked.id);
      await comes('submitted', asked.id);
      accepted = await applications.open(CITIZEN, asked.id);
    }
    const { version } = await applications.claim(OFFICER, 'mia', asked.id, accepted.version);
    return applications.sendBack(OFFICER, 'mia', asked.id, version, { fields, message: 'Ислоҳ кунед' });
  };

  test.each(['for-two', 'for-two-paid'])('the second person signs again what has changed, and nobody pays twice: %s', async (service) => {
    stage.clock.set('2026-11-23T06:00:00Z');
    const { id, version, dueOn } = await sentBack(service, ['until']);
    expect(dueOn).toBeUndefined();
    const mended = await applications.resubmit(CITIZEN, id, version, { until: '2026-12-30' }, 'tg');
    expect(mended).toMatchObject({ state: 'awaiting_party', expiresOn: '2026-11-28' });
    expect(mended.dueOn).toBeUndefined();
    expect(mended.signatures.map(({ as }) => as)).toEqual(['applicant']);
    expect((await told(id)).filter((message) => message === 'citizen-2 application.party-asked')).toHaveLength(2);
    // Going on by itself changes nothing: there is no second signature under this yet.
    expect((await applications.queue(OFFICER, 'mia', { open: true })).items.map((a) => a.id)).not.toContain(id);
    const signed = await applications.accept(OTHER, id, mended.version);
    expect(signed).toMatchObject({ state: 'in_review', assignee: 'mia-officer', dueOn: '2026-12-07' });
    expect(signed.expiresOn).toBeUndefined();
    expect(new Set(signed.signatures.map(({ digest }) => digest)).size).toBe(1);
    expect((await stage.payments.mine(CITIZEN)).filter(({ application }) => application === id).length).toBe(service === 'for-two' ? 0 : 1);
  });

  test('sent in again without a change it goes straight back; whoever signed is not replaced', async () => {
    const { id, version } = await sentBack('for-two', ['until']);
    expect(await applications.resubmit(CITIZEN, id, version, { until: TWO.until }, 'tg')).toMatchObject({ state: 'in_review' });
    const { version: now } = await applications.open(CITIZEN, id);
    const fields = ['otherPassport'];
    await expect(applications.sendBack(OFFICER, 'mia', id, now, { fields, message: 'Дигар кас' })).rejects.toMatchObject({
      code: 'second-person-fixed',
    });
  });
});

describe('a day that has come meanwhile', () => {
  test('does not stand in the way of a correction of something else, and is judged by today where it was sent back', async () => {
    const submitted = async (fields: string[]) => {
      stage.clock.set('2026-11-23T06:00:00Z');
      const { id } = await submit('dated', { surname: 'Раҳимзода', until: '2026-11-25' });
      await applications.claim(OFFICER, 'mia', id, 1);
      const back = await applications.sendBack(OFFICER, 'mia', id, 2, { fields, message: 'Ислоҳ кунед' });
      stage.clock.set('2026-11-30T06:00:00Z');
      return back;
    };
    await expect(submit('dated', { surname: 'Раҳимзода', until: '2026-11-22' })).rejects.toMatchObject({ code: 'answers-invalid' });
    const kept = await submitted(['surname']);
    const mended = await applications.resubmit(CITIZEN, kept.id, kept.version, { surname: 'Саидов' }, 'tg');
    expect(mended).toMatchObject({ state: 'in_review', answers: { surname: 'Саидов', until: '2026-11-25' } });
    const open = await submitted(['until']);
    const again = (until: string) => applications.resubmit(CITIZEN, open.id, open.version, { until }, 'tg');
    await expect(again('2026-11-25')).rejects.toMatchObject({ code: 'answers-invalid', details: { errors: [{ field: 'until' }] } });
    expect(await again('2026-12-02')).toMatchObject({ state: 'in_review', answers: { until: '2026-12-02' } });
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
    // One message for one cause.
    expect(await told(unpaid.id)).toEqual(['citizen-1 application.awaiting-payment']);
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

describe('a fee for issuing that is not paid in time', () => {
  const expireInvoices = () => stage.platform.db.write(system('test'), (tx) => tx.enqueue('expire-invoices', {}));
  const approved = async () => {
    const { id } = await submit('paid-at-issue', ONE);
    await applications.claim(OFFICER, 'mia', id, 1);
    return applications.decide(OFFICER, 'mia', id, 2, { approve: true });
  };

  test('asks once, says that it is over, and is asked for anew', async () => {
    stage.clock.set('2026-08-03T06:00:00Z');
    const { id, expiresOn } = await approved();
    expect(expiresOn).toBe('2026-11-01');
    expect(await told(id)).toEqual(['citizen-1 application.submitted', 'citizen-1 application.fee-due']);
    // While it is open it stays the one.
    await applications.renewInvoice(CITIZEN, id);
    expect((await stage.payments.mine(CITIZEN)).filter(({ application }) => application === id)).toHaveLength(1);
    stage.clock.set('2026-09-03T06:00:00Z');
    await expireInvoices();
    await vi.waitFor(async () => expect(types(await applications.open(CITIZEN, id))).toContain('payment.expired'), { timeout: 10_000 });
    expect(await applications.open(CITIZEN, id)).toMatchObject({ state: 'approved', feeDue: true });
    expect((await told(id)).filter((message) => message.endsWith('fee-expired'))).toHaveLength(1);
    await expect(applications.renewInvoice(OTHER, id)).rejects.toMatchObject({ status: 404 });
    await applications.renewInvoice(CITIZEN, id);
    expect((await applications.open(CITIZEN, id)).events.at(-1)).toMatchObject({
      type: 'payment.requested',
      data: { until: '2026-10-03' },
    });
    await pay(id);
    await vi.waitFor(async () => expect((await applications.open(CITIZEN, id)).feeDue).toBeUndefined(), { timeout: 10_000 });
    expect((await applications.open(CITIZEN, id)).expiresOn).toBeUndefined();
  });

  test('expires with its own message when nobody pays to the end, and never under an invoice that is open', async () => {
    stage.clock.set('2026-08-03T06:00:00Z');
    const { id } = await approved();
    stage.clock.set('2026-11-01T06:00:00Z');
    // The job has closed nothing yet: the invoice that is over gives way to the new one.
    await applications.renewInvoice(CITIZEN, id);
    expect(await stage.payments.ofApplication(CITIZEN, id)).toMatchObject({ state: 'open', occasion: 'issue', payableUntil: '2026-12-01' });
    stage.clock.set('2026-12-01T06:00:00Z');
    await applications.sweep();
    expect((await applications.open(CITIZEN, id)).state).toBe('approved');
    stage.clock.set('2026-12-02T06:00:00Z');
    await applications.sweep();
    const over = await applications.open(CITIZEN, id);
    expect(over).toMatchObject({ state: 'expired' });
    expect(over.feeDue).toBeUndefined();
    expect(over.events.at(-1)).toMatchObject({ type: 'application.expired', data: { waited: 'approved' } });
    expect((await told(id)).filter((message) => message.endsWith('application.expired'))).toHaveLength(1);
    expect(await stage.payments.ofApplication(CITIZEN, id)).toMatchObject({ state: 'cancelled' });
    await expect(applications.renewInvoice(CITIZEN, id)).rejects.toMatchObject({ code: 'invoice-not-open' });
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
