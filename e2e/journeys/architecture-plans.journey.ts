import AxeBuilder from '@axe-core/playwright';
import { Program } from '../actors/developer.ts';
import { planPng, smallPdf } from '../actors/papers.ts';
import { expect, test } from '../world.ts';

const ADDRESS = 'architecture-construction/postal-address';

test('an officer looks at a citizen’s plan from near, puts a remark on it in the agency’s own archive and finds it again', async ({
  world,
}) => {
  const owner = await world.citizen('citizen-3');
  await owner.appliesFor(ADDRESS);
  if (await owner.page.locator('output[name="demo-code"]').isVisible()) await owner.givesTheCode();
  await owner.fills('request', { request: 'assign' });
  await owner.fills('applicant', {
    applicantKind: 'person',
    surname: 'Назарӣ',
    givenName: 'Меҳрубон',
    passport: 'A00000003',
    phone: '917123456',
  });
  await owner.fills('place', { objectKind: 'house', district: 'Ҳисор', street: 'кӯчаи Намунавӣ', houseNumber: '7' });
  await owner.sees('papers');
  await owner.types({ ownershipNumber: 'ЗМ-000123' });
  await owner.attaches('ownership', smallPdf());
  await owner.attaches('siteScheme', planPng());
  await owner.continues();
  await owner.checksTheAnswers('Ҳисор', 'naqsha.png');
  const { number } = await owner.submits();

  const officer = await world.officer('architecture-construction-officer');
  const main = officer.page.locator('main');
  await officer.opens('/architecture-construction/plans');
  await main.getByRole('button', { name: number }).click();
  await main.getByRole('button', { name: 'Ба бойгонии нақшаҳо гирифтан' }).click();
  const picture = main.getByRole('img', { name: 'Нақшаи «naqsha.png»' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);

  // By keys: nearer, aside, and a remark in the middle of what is seen.
  const sheet = main.getByRole('group', { name: 'Варақи «naqsha.png»' });
  await sheet.focus();
  const before = await picture.boundingBox();
  await officer.page.keyboard.press('+');
  await officer.page.keyboard.press('+');
  await officer.page.keyboard.press('ArrowRight');
  await expect(main.locator('output')).toHaveText('196 %');
  await expect.poll(async () => (await picture.boundingBox())?.width).toBeGreaterThan((before?.width ?? 0) * 1.9);
  await officer.page.keyboard.press('n');
  await main.getByRole('textbox').fill('Андозаи даромадгоҳ нишон дода нашудааст.');
  await main.getByRole('button', { name: 'Сабт кардан' }).click();
  await expect(main.getByRole('listitem').getByText('Андозаи даромадгоҳ')).toBeVisible();

  // By mouse: back to the whole sheet, the wheel, a drag, a remark where it is clicked.
  await main.getByRole('button', { name: 'Тамоми варақ' }).click();
  await main.getByRole('button', { name: 'Эзоҳ гузоштан' }).click();
  const frame = await sheet.boundingBox();
  if (!frame) throw new Error('no sheet');
  await officer.page.mouse.click(frame.x + frame.width * 0.25, frame.y + 90);
  await main.getByRole('textbox').fill('Девор дар сарҳади ҳамсоя.');
  await main.getByRole('button', { name: 'Сабт кардан' }).click();
  await expect(main.getByRole('button', { name: /^Эзоҳи 2: Девор/ })).toBeVisible();
  await sheet.focus();
  await officer.page.mouse.move(frame.x + 200, frame.y + 100);
  await officer.page.mouse.wheel(0, -300);
  await expect(main.locator('output')).not.toHaveText('100 %');
  await officer.page.mouse.down();
  await officer.page.mouse.move(frame.x + 120, frame.y + 80, { steps: 4 });
  await officer.page.mouse.up();

  await officer.page.reload();
  await expect(main.getByRole('listitem').getByText('Андозаи даромадгоҳ')).toBeVisible();
  await expect(main.getByText('эзоҳи Шумо')).toHaveCount(2);

  const { violations } = await new AxeBuilder({ page: officer.page }).options({ resultTypes: ['violations'] }).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);

  // A colleague sees both and takes back neither.
  const colleague = await world.officer('architecture-construction-officer-2');
  await colleague.page.goto(officer.page.url());
  await expect(colleague.page.locator('main').getByText('эзоҳи ҳамкор')).toHaveCount(2);
  await expect(colleague.page.getByRole('button', { name: 'Бозпас гирифтан' })).toHaveCount(0);
});

test('the registrar says by command where an agency’s own server stands; nobody else can', async () => {
  const origin = process.env.E2E_ORIGIN ?? 'http://localhost:4000';
  const program = async (name: string, agency: string) => new Program(origin, await Program.tokenOf(origin, name, agency));
  const registrar = await program('innovation-agency-registrar', 'innovation-agency');
  const developer = await program('customs-developer', 'customs');
  const address = ['customs.stamps', 'https://stamps.customs.example/v1', '--places', '5'];
  expect(await developer.hukumat('backend', ...address)).toMatchObject({ code: 1, text: expect.stringContaining('forbidden') });
  expect(await registrar.hukumat('backend', ...address)).toMatchObject({ code: 0 });
  const known = () => developer.must('GET', '/api/v1/agencies/customs/backends');
  expect(await known()).toMatchObject({ backends: [{ scope: 'stamps', places: 5, url: 'https://stamps.customs.example/v1' }] });
  expect(await registrar.hukumat('backend', 'customs.stamps', '--withdraw')).toMatchObject({ code: 0 });
  expect(await known()).toEqual({ backends: [] });
});
