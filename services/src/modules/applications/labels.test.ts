import { expect, test } from 'vitest';
import { shownAnswer } from './labels.ts';
import { residenceNote } from './testing.ts';

const field = { name: 'slot', kind: 'appointment' as const, label: { tg: 'Вақт' } };
const slot = 'inspection.post.20261202.1020';
const slots = {
  timeOf: (id: string) => (id === slot ? { centre: 'post', day: '2026-12-02', startsAt: new Date('2026-12-02T05:20:00Z') } : undefined),
  centre: (id: string) => (id === 'post' ? { names: { tg: 'Нуқтаи Душанбе' } } : undefined),
};
const shown = (answer: string, labels = {}) => shownAnswer({ uploads: [], labels }, residenceNote, field, answer, 'tg', slots);

test('a time that was chosen before choices were named is shown as a time and a place, never as an id', () => {
  expect(shown(slot)).toBe('чоршанбе, 2 декабри соли 2026, 10:20, Нуқтаи Душанбе');
  expect(shown(slot, { [slot]: { tg: 'Чунон ки номида шуд' } })).toBe('Чунон ки номида шуд');
  // What is no slot of this portal stays what it is.
  expect(shown('another')).toBe('another');
});
