import { expect, type Page } from '@playwright/test';
import { Program } from './developer.ts';
import { Person } from './person.ts';

const CENTRAL = 'innovation-agency';

/** The people of the central Agency who let a release go live, from the command line. */
export class CentralAgency {
  readonly reviewer: Program;
  readonly #registrar: Program;
  readonly #releaseManager: Program;

  constructor(reviewer: Program, registrar: Program, releaseManager: Program) {
    this.reviewer = reviewer;
    this.#registrar = registrar;
    this.#releaseManager = releaseManager;
  }

  static async at(origin: string): Promise<CentralAgency> {
    const programs: Program[] = [];
    for (const role of ['reviewer-1', 'registrar', 'release-manager'])
      programs.push(new Program(origin, await Program.tokenOf(origin, `${CENTRAL}-${role}`, CENTRAL)));
    return new CentralAgency(...(programs as [Program, Program, Program]));
  }

  registersKey = (agency: string, publicKey: string) => this.#registrar.must('POST', `/api/v1/agencies/${agency}/keys`, { publicKey });
  setsTier = (agency: string, tier: string) =>
    this.#releaseManager.must('POST', `/api/v1/agencies/${agency}/tier`, { tier, reason: 'journey' });
  approves = (agency: string, version: string) =>
    this.reviewer.must('POST', `/api/v1/releases/${agency}/${version}/review`, { verdict: 'approve', reason: 'journey' });
  kills = (agency: string) => this.#releaseManager.must('POST', `/api/v1/agencies/${agency}/kill`, { reason: 'journey' });
  rollsBack = (agency: string, to: string) => this.reviewer.must('POST', `/api/v1/agencies/${agency}/rollback`, { to, reason: 'journey' });
}

/** A reviewer at the console. */
export class Reviewer {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signsIn(name = `${CENTRAL}-reviewer-1`): Promise<void> {
    await new Person(this.page).signsIn(name);
  }

  async opensQueue(): Promise<void> {
    await this.page.goto(`/tg/${CENTRAL}/releases`);
    await expect(this.page.getByLabel('Нашрҳои мақомот')).toBeVisible();
  }

  /** From the queue or a history: a release by its version. */
  async opens(agency: string, version: string): Promise<void> {
    await this.page.getByRole('row').filter({ hasText: agency }).getByRole('button', { name: version }).click();
    await this.page.waitForURL(`**/releases/${agency}/${version}`);
    await expect(this.page.getByRole('heading', { level: 2, name: `${agency} ${version}` })).toBeVisible();
  }

  async opensHistory(agency: string): Promise<void> {
    await this.opensQueue();
    await this.page.getByLabel('Нашрҳои мақомот').fill(agency);
    await this.page.getByRole('button', { name: 'Кушодан' }).click();
    await this.page.waitForURL(`**/releases/${agency}`);
  }

  async approves(): Promise<void> {
    await this.page.getByRole('button', { name: 'Тасдиқ ва ба кор андохтан' }).click();
    await expect(this.page.getByText('Дар кор', { exact: true })).toBeVisible();
  }

  async rollsBackHere(version: string, reason: string): Promise<void> {
    await this.page.getByLabel('Чаро бармегардонед?').fill(reason);
    await this.page.getByRole('button', { name: `Ба версияи ${version} баргардонидан` }).click();
    await expect(this.page.getByText('Дар кор', { exact: true })).toBeVisible();
  }
}
