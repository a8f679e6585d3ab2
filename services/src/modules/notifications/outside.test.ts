import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { system } from '../../platform/actor.ts';
import { ConfigError, readConfig } from '../../platform/config.ts';
import { verifyJournal } from '../../platform/journal.ts';
import { type TestPlatform, testPlatform } from '../../platform/testing.ts';
import { createNotifications, enqueueMessage, type Notifications } from './index.ts';
import type { MessageCode } from './message.ts';

const ME: Actor = { kind: 'person', subject: 'citizen-1', name: 'Раҳимзода Фирӯза', loa: 'low', roles: [] };
const OTHER: Actor = { ...ME, subject: 'citizen-2' };
const ORIGIN = 'http://localhost';

interface Letter {
  from: string;
  to: string[];
  text: string;
}
/** A real mail server that takes letters, or refuses as it is told. */
async function mailServer(refuse: () => { code: number } | undefined = () => undefined) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, done) {
      const refusal = refuse();
      if (refusal) done(Object.assign(new Error('no'), { responseCode: refusal.code }));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { letters, url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(resolve)) };
}

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Stage extends TestPlatform {
  notifications: Notifications;
  states: Map<string, string>;
  tell(code: MessageCode, cause: string, more?: { to?: string; link?: string }): Promise<void>;
  /** What became of the messages, oldest first. */
  fates(): Promise<string[]>;
}

async function stage(env: Record<string, string>): Promise<Stage> {
  const test = await testPlatform({ env });
  opened.push(() => test.stop());
  const states = new Map<string, string>();
  const notifications = createNotifications(test.platform, {
    identity: { actorOf: () => ME },
    outside: {
      person: async (subject) => (subject === 'citizen-9' ? {} : { email: `${subject}@demo.example`, phone: '+992000000001' }),
      words: (lang, { code, params }) => ({ subject: `${lang} ${code} ${params.number}`, text: 'мактуб', short: `${code} sms` }),
      stateOf: async (_subject, application) => states.get(application),
    },
  });
  await test.platform.jobs.start();
  return {
    ...test,
    notifications,
    states,
    tell: (code, cause, { to = 'citizen-1', link } = {}) =>
      test.platform.db.write(system('test'), (tx) =>
        enqueueMessage(tx, { to, code, params: { number: 'EGOV-2026-000001' }, cause, ...(link ? { link } : {}) }),
      ),
    fates: () =>
      test.platform.db.read<{ 'notifications.dispatches': { channel: string; state: string; message: string } }, string[]>(
        system('test'),
        async (sql) =>
          (await sql.selectFrom('notifications.dispatches').selectAll().orderBy('message').orderBy('channel').execute()).map(
            ({ channel, state }) => `${channel} ${state}`,
          ),
      ),
  };
}
const soon = { timeout: 20_000, interval: 100 };

describe('a mail server', () => {
  test('gets one letter per event and channel, in the person’s language', async () => {
    const mail = await mailServer();
    opened.push(mail.stop);
    const here = await stage({ SMTP_URL: mail.url, MAIL_FROM: 'no-reply@portal.example' });
    await here.notifications.saveSettings(ME, { email: true, sms: false, lang: 'ru' });
    for (let again = 0; again < 3; again++) await here.tell('document.issued', 'one');
    await expect.poll(here.fates, soon).toEqual(['email sent']);
    await here.tell('document.issued', 'one');
    await here.tell('document.issued', 'two');
    await expect.poll(here.fates, soon).toEqual(['email sent', 'email sent']);
    expect(mail.letters).toHaveLength(2);
    const [letter] = mail.letters;
    expect(letter).toMatchObject({ from: 'no-reply@portal.example', to: ['citizen-1@demo.example'] });
    expect(letter?.text).toContain('Subject: ru document.issued EGOV-2026-000001');
    expect(letter?.text).toContain('Auto-Submitted: auto-generated');
    expect(letter?.text).not.toContain('Раҳимзода');
    expect(await verifyJournal(here.platform.db)).toMatchObject({ ok: true });
  });

  test('that is away is tried again; one that refuses an address for good is not', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const away = await stage({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    await away.tell('document.issued', 'one');
    await expect.poll(() => away.notifications.unread(ME), soon).toBe(1);
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => void stream.on('data', () => {}).on('end', () => done()),
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    opened.push(() => new Promise<void>((resolve) => server.close(resolve)));
    await expect.poll(away.fates, { ...soon, timeout: 45_000 }).toEqual(['email sent']);

    let asked = 0;
    const never = await mailServer(() => ({ code: (asked++, 550) }));
    opened.push(never.stop);
    const refusing = await stage({ SMTP_URL: never.url });
    await refusing.tell('document.issued', 'one');
    await expect.poll(refusing.fates, soon).toEqual(['email refused']);
    expect(asked).toBe(1);
  }, 90_000);
});

describe('the outboxes of a demonstration', () => {
  test('keep e-mail and SMS as files; what is switched off or has no address is not sent', async () => {
    const here = await stage({ HUKUMAT_DEMO: '1' });
    const files = (channel: string) => {
      const folder = join(here.platform.config.dataDir, 'outbox', channel);
      return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];
    };
    expect(here.notifications.channels()).toEqual([
      { channel: 'email', embedded: true },
      { channel: 'sms', embedded: true },
    ]);
    await here.tell('document.issued', 'one');
    await expect.poll(here.fates, soon).toEqual(['email sent', 'sms sent']);
    expect(files('email')[0]).toContain('To: citizen-1@demo.example');
    expect(files('sms')).toEqual(['To: +992000000001\n\ndocument.issued sms\n']);
    await here.notifications.saveSettings(ME, { email: false, sms: false, lang: 'tg' });
    await here.tell('document.issued', 'two');
    await here.tell('document.issued', 'three', { to: 'citizen-9' });
    // The desk's messages never go into a pocket.
    await here.tell('desk.assigned', 'four', { to: 'citizen-2' });
    await expect
      .poll(async () => (await here.fates()).toSorted(), soon)
      .toEqual(['email sent', 'sms sent', 'email off', 'sms off', 'email off', 'sms off', 'email sent'].toSorted());
    expect([files('email').length, files('sms').length]).toEqual([2, 1]);
  });

  test('what asks for an act is not sent once it is done, or read', async () => {
    const here = await stage({ HUKUMAT_DEMO: '1' });
    const [open, done] = ['01980000-0000-7000-8000-000000000001', '01980000-0000-7000-8000-000000000002'];
    here.states.set(open, 'awaiting_payment').set(done, 'submitted');
    await here.tell('application.awaiting-payment', 'open', { link: `/account/applications/${open}/pay` });
    await expect.poll(here.fates, soon).toEqual(['email sent', 'sms sent']);
    await here.tell('application.awaiting-payment', 'done', { link: `/account/applications/${done}/pay` });
    await expect.poll(here.fates, soon).toEqual(['email sent', 'sms sent', 'email done-already', 'sms done-already']);
  });
});

test('settings are the person’s own; what was read may be deleted, what was not stays', async () => {
  const here = await stage({});
  expect(here.notifications.channels()).toEqual([]);
  expect(await here.notifications.settings(ME)).toEqual({ email: true, sms: true, lang: 'tg' });
  await here.notifications.saveSettings(ME, { email: false, sms: true, lang: 'en' });
  expect(await here.notifications.settings(ME)).toEqual({ email: false, sms: true, lang: 'en' });
  expect(await here.notifications.settings(OTHER)).toEqual({ email: true, sms: true, lang: 'tg' });
  await expect(here.notifications.saveSettings(ME, { email: true, sms: true, lang: 'fr' as 'tg' })).rejects.toMatchObject({ status: 422 });
  for (const cause of ['a', 'b']) await here.tell('document.issued', cause, { link: `/account/documents/${cause}` });
  await here.tell('document.issued', 'a', { to: 'citizen-2' });
  await expect.poll(() => here.notifications.unread(ME), soon).toBe(2);
  await expect.poll(() => here.notifications.unread(OTHER), soon).toBe(1);
  expect(await here.notifications.deleteRead(ME)).toBe(0);
  await here.notifications.markReadAbout(ME, '/account/documents/a');
  await here.notifications.markRead(OTHER, 'all');
  expect(await here.notifications.deleteRead(ME)).toBe(1);
  expect((await here.notifications.inbox(ME)).map(({ link }) => link)).toEqual(['/account/documents/b']);
  expect(await here.notifications.inbox(OTHER)).toHaveLength(1);
});

test('a wrong mail server is refused with a sentence that does not repeat a password', () => {
  for (const SMTP_URL of ['http://user:geheim@mail', 'mail.example:25', 'smtp:/geheim']) {
    const read = () => readConfig({ SMTP_URL, HUKUMAT_ORIGIN: ORIGIN });
    expect(read, SMTP_URL).toThrow(ConfigError);
    expect(read).toThrow(/SMTP_URL is not valid: write smtp:\/\/user:password@host:587/);
    expect(read).not.toThrow(/geheim/);
  }
  expect(() => readConfig({ MAIL_FROM: 'nobody' })).toThrow(/MAIL_FROM is "nobody": write an address/);
  expect(readConfig({ SMTP_URL: 'smtps://u:p@mail.example:465' }).smtp).toEqual({ url: 'smtps://u:p@mail.example:465' });
});
