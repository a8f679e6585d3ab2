import { LANGS } from '@hukumat/contract';
import { messages } from '@hukumat/shell/document';
import { expect, test } from 'vitest';
import { outsideWords } from './outside-words.ts';

const CODES = Object.keys(messages.tg).flatMap((key) => /^message\.(.+)\.title$/.exec(key)?.[1] ?? []);
/** What a careless or hostile module could hand along. */
const HOSTILE: Record<string, string>[] = [
  {
    number: 'Раҳимзода Фирӯза',
    service: 'Раҳимзода Фирӯза',
    when: 'Раҳимзода Фирӯза',
    receipt: 'Раҳимзода Фирӯза',
    agency: 'Раҳимзода Фирӯза',
  },
  { number: 'A00000001', service: 'A00000001', when: 'A00000001', receipt: 'A00000001', agency: 'A00000001' },
  { number: 'MIA-2026-000001', service: 'MIA-2026-000001', when: '+992000000001', receipt: 'RCP-2026-000001', agency: '+992000000001' },
  { number: 'EGOV-2026-000001 Раҳимзода', service: '1990-03-14', when: '14.03.1990', receipt: '14.03.1990', agency: 'ш. Душанбе' },
  { number: 'EGOV-2026-000001\nBcc: x@evil.example', service: 'x@evil.example', when: '{number}', receipt: '<b>', agency: '<b>' },
];

test('no text that leaves the portal holds anything of a person, whatever it is given', () => {
  expect(CODES.length).toBeGreaterThan(30);
  for (const lang of LANGS) {
    for (const code of CODES) {
      for (const params of HOSTILE) {
        const { subject, text, short } = outsideWords('https://portal.example', lang, { code, params });
        for (const said of [subject, text, short]) {
          const where = `${lang} ${code}: ${said}`;
          for (const value of Object.values(params)) expect(said.includes(value), where).toBe(false);
          // Dates, passports, telephones, addresses, document numbers, left-over places and line breaks in a subject.
          expect(said.replaceAll(/https:\/\/portal\.example\S*/g, ''), where).not.toMatch(
            /\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}|[A-Z]{1,2}\d{7}|\+992|@|\b(?!EGOV)[A-Z]{2,}-\d{4}-\d+|[{}<>]/,
          );
        }
        expect(subject).not.toMatch(/[\r\n]/);
      }
    }
  }
});

test('an application’s number goes along, and the way to read the rest', () => {
  const { subject, text, short } = outsideWords('https://portal.example', 'ru', {
    code: 'application.sent-back',
    params: { number: 'EGOV-2026-000123', service: 'criminal-record-certificate' },
  });
  expect(subject).toContain('EGOV-2026-000123');
  expect(text).toContain('https://portal.example/ru/account/inbox');
  expect(short.length).toBeLessThan(200);
});
