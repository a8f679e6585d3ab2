import { dushanbeDate, formatDate } from '@hukumat/contract/locale';
import type { AgreementChecks } from './modules/directory/index.ts';
import type { Migration } from './modules/migration/index.ts';
import type { Standard } from './modules/standard/index.ts';
import { system } from './platform/actor.ts';

/** What the register of agreements asks of others: the last audit of the section, and whether the old hosts of the body are switched. */
export const agreementChecks = (
  others: () => { standard: Pick<Standard, 'section'>; migration: Pick<Migration, 'sites'> },
): Required<AgreementChecks> => ({
  async audit(agency) {
    const last = await others().standard.section(agency);
    if (!last) return { verdict: 'unknown' };
    return { verdict: last.state === 'green' ? 'passed' : 'failed', source: `${formatDate(last.day, 'tg')}: ${last.state}` };
  },
  // A host is switched only past the gate of its visits, so one that is switched has met it.
  async coverage(agency) {
    const own = (await others().migration.sites(system('agreements'))).filter((site) => site.agency === agency);
    const waiting = own.filter(({ switchedAt }) => !switchedAt);
    if (own.length === 0 || waiting.some(({ checkedAt }) => !checkedAt)) return { verdict: 'unknown' };
    if (waiting.length > 0) return { verdict: 'failed', source: waiting.map(({ host }) => host).join(', ') };
    const on = ({ host, switchedAt }: (typeof own)[number]) => `${host}, ${switchedAt ? formatDate(dushanbeDate(switchedAt), 'tg') : ''}`;
    return { verdict: 'passed', source: own.map(on).join('; ') };
  },
});
