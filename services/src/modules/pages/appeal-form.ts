import { type Form, LANGS, type Text } from '@hukumat/contract';
import { type MessageKey, say } from '@hukumat/shell/document';
import { APPEAL_KINDS, REPLIES } from '../appeals/index.ts';

const three = (key: MessageKey): Text => ({ tg: '', ...Object.fromEntries(LANGS.map((lang) => [lang, say(lang)(key)])) });

/**
 * What an appeal asks, judged by the same code as the form of a service. Who is signed in finds the answer in the portal; anybody
 * else leaves a phone or an e-mail.
 */
export const appealForm = (signedIn: boolean): Form => ({
  schema: {
    type: 'object',
    required: ['kind', 'text', 'senderName', 'reply', 'address'],
    properties: {
      kind: { type: 'string', enum: [...APPEAL_KINDS] },
      text: { type: 'string', minLength: 10, maxLength: 5000 },
      senderName: { type: 'string', minLength: 2, maxLength: 160 },
      reply: { type: 'string', enum: [...REPLIES] },
      address: { type: 'string', minLength: 5, maxLength: 300 },
      phone: { type: 'string', format: 'tj-phone' },
      email: { type: 'string', format: 'email', maxLength: 120 },
    },
  },
  steps: [
    {
      name: 'appeal',
      title: three('section.page.appeals'),
      fields: [
        {
          name: 'kind',
          kind: 'radio',
          label: three('appeals.kind'),
          options: APPEAL_KINDS.map((value) => ({
            value,
            label: three(`appeals.kind.${value}`),
            hint: three(`appeals.kindHint.${value}`),
          })),
        },
        { name: 'text', kind: 'textarea', label: three('appeals.text'), hint: three('appeals.textHint') },
        { name: 'senderName', kind: 'text', label: three('appeals.name'), autocomplete: 'name' },
        {
          name: 'reply',
          kind: 'radio',
          label: three('appeals.reply'),
          options: REPLIES.map((value) => ({ value, label: three(`appeals.reply.${value}`) })),
        },
        {
          name: 'address',
          kind: 'text',
          label: three('appeals.address'),
          autocomplete: 'street-address',
          showWhen: { field: 'reply', is: 'written' },
        },
        { name: 'phone', kind: 'phone', label: three('appeals.phone'), ...(signedIn ? {} : { hint: three('appeals.contactHint') }) },
        { name: 'email', kind: 'email', label: three('appeals.email'), autocomplete: 'email' },
      ],
    },
  ],
  ...(signedIn
    ? {}
    : {
        assertions: [
          {
            code: 'contact-needed',
            field: 'phone',
            rule: {
              any: [{ field: 'phone', present: true }, { field: 'email', present: true }, { not: { field: 'senderName', present: true } }],
            },
            message: three('appeals.contactNeeded'),
          },
        ],
      }),
});
