import { dushanbeDate } from '@hukumat/contract/locale';
import type { RuleId, RuleResult, SectionFinding, SectionScore, SectionState, Verdict } from '@hukumat/contract/standard';
import type { FastifyInstance } from 'fastify';
import { system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Content } from '../content/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Registry } from '../registry/index.ts';
import { auditOne } from './audit-section.ts';
import { forgetEvidence } from './forget-evidence.ts';
import { type Ask, ownPages } from './own-pages.ts';
import { probeSections } from './probe-sections.ts';
import { createPromises, type Promises } from './promises.ts';
import { type Replayed, replayFinding } from './replay.ts';
import { standardRoutes } from './routes.ts';
import { readScoreboard } from './scoreboard.ts';
import type { Tables } from './tables.ts';

export interface StandardDeps {
  directory: Directory;
  registry: Pick<Registry, 'snapshot'>;
  catalogue: Pick<Catalogue, 'statistics'>;
  content: Pick<Content, 'published'>;
  identity: Pick<Identity, 'holdersOf'>;
}

/** How one section stood in one audit. */
export interface AuditLine extends SectionScore {
  id: string;
  agency: string;
  /** `yyyy-mm-dd` in Dushanbe. */
  day: string;
  takenAt: Date;
}
export interface SectionAudit extends AuditLine {
  /** Digests of findings' evidence that is still kept. */
  answers: ReadonlySet<string>;
  results: (Omit<RuleResult, 'findings'> & { findings: (SectionFinding & { id: string })[] })[];
}
export interface RuleFigures {
  rule: RuleId;
  /** Sections by the verdict of their last audit. */
  verdicts: Partial<Record<Verdict, number>>;
}
export interface TrendDay {
  day: string;
  states: Partial<Record<SectionState, number>>;
}

/** The standard: every section is audited every night, probed every five minutes, and everything found can be replayed. */
export interface Standard extends Promises {
  /** Audits one section now. */
  audit(agency: string): Promise<AuditLine>;
  /** Asks for an audit of every section, each as a job of its own. */
  auditAll(): Promise<void>;
  /** Asks for an audit of these sections when no section was audited yet: a new portal has figures before its first night. */
  auditFirst(agencies: readonly string[]): Promise<void>;
  probe(): Promise<void>;
  scoreboard(): Promise<AuditLine[]>;
  /** The last audit of a section with every finding. */
  section(agency: string): Promise<SectionAudit | undefined>;
  rules(): Promise<RuleFigures[]>;
  /** Sections that fail a rule now. */
  failing(rule: RuleId): Promise<string[]>;
  /** The last thirty days on which there were audits, newest first. */
  trend(): Promise<TrendDay[]>;
  replay(finding: string): Promise<Replayed>;
  forgetEvidence(): Promise<void>;
  routes(app: FastifyInstance): void;
}

const JOB = 'audit-section';

export function createStandard(platform: Platform, deps: StandardDeps): Standard {
  // Pages are asked for in this very process; the server is known once its routes are.
  const served: { ask?: Ask } = {};
  const ask = (): Ask => {
    if (!served.ask) throw new Error('no page can be asked for before the portal is put together');
    return served.ask;
  };
  const board = readScoreboard(platform);
  const promises = createPromises(platform);
  const audit = auditOne(platform, deps, ask);
  const probe = probeSections(platform, deps, ask);
  const askFor = async (agencies: readonly string[]): Promise<void> => {
    const day = dushanbeDate(platform.clock.now());
    await platform.db.write<Tables, void>(system('audit-sections'), async (tx) => {
      for (const agency of agencies) await tx.enqueue(JOB, { agency }, { singletonKey: `${agency} ${day}` });
    });
  };
  const auditAll = () => askFor(deps.directory.agencies().map(({ id }) => id));
  const forget = forgetEvidence(platform);
  platform.jobs.handle(JOB, async ({ agency }) => void (await audit(String(agency))), { retries: 2 });
  // One in the morning in Dushanbe; what is older than its term goes an hour later.
  platform.jobs.schedule('audit-sections', '0 20 * * *', auditAll);
  platform.jobs.schedule('forget-evidence', '0 21 * * *', forget);
  platform.jobs.schedule('probe-sections', '*/5 * * * *', probe);

  const standard: Standard = {
    audit,
    auditAll,
    async auditFirst(agencies) {
      const none = (await board.scoreboard()).length === 0;
      if (none) await askFor(agencies.filter((id) => deps.directory.agencies().some((body) => body.id === id)));
    },
    probe,
    ...board,
    ...promises,
    replay: replayFinding(platform),
    forgetEvidence: forget,
    routes(app) {
      served.ask = ownPages(app, platform.config.origin);
      standardRoutes(
        app,
        { ...standard, evidence: async (sha) => ((await board.isEvidence(sha)) ? platform.objects.get(sha) : undefined) },
        deps.directory,
      );
    },
  };
  return standard;
}
