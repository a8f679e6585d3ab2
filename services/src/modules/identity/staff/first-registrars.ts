import { system } from '../../../platform/actor.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/platform.ts';
import type { Tables } from '../tables.ts';
import { CENTRAL } from './roles.ts';
import { giveRow } from './rows.ts';

/**
 * Names the first registrars of a portal that has none: two, because each is the other's second person. Whoever runs the portal
 * asks for it once; from then on roles are given on the portal's pages. @throws Error with a sentence that says why not.
 */
export async function nameFirstRegistrars(db: Database, clock: Clock, subjects: readonly string[]): Promise<void> {
  const two = [...new Set(subjects)];
  if (two.length !== 2) throw new Error('Name two different people by their sign-in names: each confirms what the other proposes');
  await db.write<Tables, void>(system('name-first-registrars'), async ({ sql, journal }) => {
    const there = await sql
      .selectFrom('identity.roles')
      .select('subject')
      .where('agency', '=', CENTRAL)
      .where('role', '=', 'registrar')
      .execute();
    if (there.length > 0) throw new Error('There is a registrar already, who gives roles at /account/staff/');
    const known = await sql.selectFrom('identity.people').select('subject').where('subject', 'in', two).execute();
    const unknown = two.filter((subject) => !known.some((one) => one.subject === subject));
    if (unknown.length > 0) throw new Error(`${unknown.join(' and ')}: nobody of this name has signed in yet`);
    for (const subject of two) {
      await giveRow(sql, subject, CENTRAL, 'registrar', clock.now());
      await journal({
        type: 'identity.role-given',
        agency: CENTRAL,
        subject,
        entity: `person:${subject}`,
        data: { role: 'registrar' },
      });
    }
  });
}
