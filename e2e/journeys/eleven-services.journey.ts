import { appliesFor } from '../actors/form-walk.ts';
import { finger, keys } from '../actors/hands.ts';
import { REQUESTS, walkOf } from '../actors/requests.ts';
import { expect, test } from '../world.ts';

const PHONE = { width: 360, height: 740 };

test('the eleven services are eleven', () => {
  expect(new Set(REQUESTS.map(({ service }) => service)).size).toBe(11);
});

for (const request of REQUESTS) {
  test(`${request.service}: without JavaScript, on a phone, in Tajik, to the receipt`, async ({ world }) => {
    const citizen = await world.citizen(walkOf(request, 0).as, { javaScriptEnabled: false, viewport: PHONE });
    expect(await appliesFor(citizen, finger, walkOf(request, 0))).toMatch(/^EGOV-/);
  });

  test(`${request.service}: by the keyboard alone, to the receipt`, async ({ world }) => {
    const citizen = await world.citizen(walkOf(request, 1).as);
    expect(await appliesFor(citizen, keys(citizen.page), walkOf(request, 1))).toMatch(/^EGOV-/);
  });
}
