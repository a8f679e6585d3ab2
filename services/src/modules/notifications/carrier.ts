import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../../platform/config.ts';
import type { Channel } from './message.ts';

/** One message on its way out: words without personal data, and one address. */
export interface Outgoing {
  /** The same for every try, so that the other side can tell a repetition. */
  id: string;
  to: string;
  lang: string;
  subject: string;
  text: string;
}

/** The other side will never take this message: trying again is of no use. */
export class RefusedForGood extends Error {}

/** A way out of the portal. */
export interface Carrier {
  channel: Channel;
  /** Nothing leaves: messages are kept as files below the data folder. */
  embedded: boolean;
  /** Resolves once the other side has taken it. @throws RefusedForGood, or anything else to be tried again. */
  send(message: Outgoing): Promise<void>;
}

/** E-mail by the configured server; in a demonstration without one, and for SMS, outboxes that keep the messages. */
export function createCarriers(config: Config): Carrier[] {
  const { hostname } = new URL(config.origin);
  const from = config.smtp?.from ?? `no-reply@${hostname}`;
  const email = config.smtp ? [smtp(config.smtp.url, from, hostname)] : config.demo ? [letterbox(config.dataDir, from, hostname)] : [];
  return [...email, ...(config.demo ? [smsOutbox(config.dataDir)] : [])];
}

export const outboxOf = (dataDir: string, channel?: Channel): string => join(dataDir, 'outbox', ...(channel ? [channel] : []));

const letter = ({ id, to, lang, subject, text }: Outgoing, from: string, host: string) => ({
  from: { name: 'HUKUMAT.TJ', address: from },
  to,
  subject,
  text,
  messageId: `<${id}@${host}>`,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': lang },
  disableFileAccess: true,
  disableUrlAccess: true,
});

function smtp(url: string, from: string, host: string): Carrier {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as object);
  return {
    channel: 'email',
    embedded: false,
    async send(message) {
      try {
        await transport.sendMail(letter(message, from, host));
      } catch (error) {
        // 5xx to the letter or its address, not to the sign-in.
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        if (responseCode && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'))
          throw new RefusedForGood(`the mail server answered ${responseCode}`);
        throw error;
      }
    },
  };
}

function letterbox(dataDir: string, from: string, host: string): Carrier {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    channel: 'email',
    embedded: true,
    async send(message) {
      const { message: bytes } = await transport.sendMail(letter(message, from, host));
      await keep(outboxOf(dataDir, 'email'), `${message.id}.eml`, bytes as Buffer);
    },
  };
}

const smsOutbox = (dataDir: string): Carrier => ({
  channel: 'sms',
  embedded: true,
  send: ({ id, to, text }) => keep(outboxOf(dataDir, 'sms'), `${id}.txt`, `To: ${to}\n\n${text}\n`),
});

/** Written aside and renamed: whoever looks sees whole messages, and a repetition is the same file. */
async function keep(folder: string, name: string, content: string | Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `.${randomUUID()}`);
  await writeFile(aside, content, { mode: 0o600 });
  await rename(aside, join(folder, name));
}
