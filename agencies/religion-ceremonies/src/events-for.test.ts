import { expect, test } from 'vitest';
import { eventsFor } from './events-for.ts';

test('each limit of the law is the last number its kind of event allows', () => {
  expect(eventsFor(15)).toEqual(['family-visit', 'feast', 'pilaf']);
  expect(eventsFor(16)).toEqual(['feast', 'pilaf']);
  expect(eventsFor(150)).toEqual(['feast', 'pilaf']);
  expect(eventsFor(151)).toEqual(['pilaf']);
  expect(eventsFor(200)).toEqual(['pilaf']);
  expect(eventsFor(201)).toEqual([]);
  expect(eventsFor(0)).toEqual([]);
});
