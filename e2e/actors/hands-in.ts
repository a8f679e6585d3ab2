import { randomUUID } from 'node:crypto';
import { HttpPerson } from './http-person.ts';

/** Somebody hands in requests for a certificate of a family with a client of their own. Answers their numbers. */
export async function handsIn(count: number): Promise<string[]> {
  const citizen = new HttpPerson(process.env.E2E_ORIGIN ?? '');
  await citizen.signIn('citizen-5');
  const numbers: string[] = [];
  for (let at = 0; at < count; at++) {
    const answer = await citizen.request('/api/v1/applications', {
      method: 'POST',
      type: 'application/json',
      headers: { 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        service: 'family-composition-certificate',
        answers: {
          surname: 'Намоишӣ',
          givenName: 'Тахмина',
          birthDate: '1980-01-01',
          passport: 'A00000005',
          address: 'ш. Душанбе, кӯчаи Намунавӣ, 1',
          phone: '+992000000005',
          members: [{ relation: 'child', name: 'Намоишӣ Анис', birthDate: '2018-05-05' }],
        },
      }),
    });
    const body = (await answer.json()) as { number?: string };
    if (!body.number) throw new Error(`submit answered ${answer.status}: ${JSON.stringify(body)}`);
    numbers.push(body.number);
  }
  return numbers;
}
