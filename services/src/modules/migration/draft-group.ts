import { LANGS } from '@hukumat/contract';
import type { ContentFile } from '@hukumat/contract/content';
import { load } from 'cheerio';
import { actorName, system } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { Problem } from '../../platform/problem.ts';
import { type Edition, fileHref } from '../content/index.ts';
import { type BecomesType, type Old, typeOf, valuesOf } from './become.ts';
import { knownOf, type Lead, lead } from './lead.ts';
import type { Counts, MigrationDeps } from './migration.ts';
import { oldAddress, oldHostOf } from './old-address.ts';
import type { Finding, Source } from './source.ts';
import type { PageRow as FullRow, Tables } from './tables.ts';
import type { Run } from './take-in.ts';
import { toMarkdown } from './to-markdown.ts';

/** Everything an import writes is signed so; it has no right to publish. */
const IMPORT = system('migration');
const MOST_TWINS = 50;
const LONGEST_BODY = 200_000;
const FILE_ADDRESS = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|jpe?g|png|gif|webp|avif)$/;

/** A page as it was read; `html` only while its group is worked on. */
type PageRow = Omit<FullRow, 'html' | 'repaired' | 'spelled'> & { html: string };

/** The same page in the languages it is in. */
type Group = [PageRow, ...PageRow[]];

/**
 * Makes drafts of everything that a run has read: first an item for each page, so that every address is known; then its text, with
 * links that already lead to the new addresses.
 */
export async function draftGroups(
  platform: Platform,
  deps: MigrationDeps,
  run: Run,
  source: Source,
): Promise<Pick<Counts, 'drafted' | 'updated' | 'unchanged' | 'files'>> {
  const groups: Group[] = [];
  for (const group of await groupsOf(platform, run))
    if (await inFull(platform, run, group, async () => group.some((row) => plainly(row).length > LONGEST_BODY)))
      await leave(platform, run, group, 'refused', { reason: 'too-large' });
    else groups.push(group);
  const counts = { drafted: 0, updated: 0, unchanged: 0, files: 0 };
  const made = new Set<Group>();
  for (const group of groups) if (await inFull(platform, run, group, () => ownItem(platform, deps, run, group))) made.add(group);
  const known = knownOf(
    await platform.db.read<Tables, { address: string; target: string | null }[]>(run.actor, (sql) =>
      sql.selectFrom('migration.mappings').select(['address', 'target']).where('host', '=', run.site.host).execute(),
    ),
  );
  const files = fileKeeper(deps, run, source);
  for (const group of groups) {
    const leadOf = (address: string) => lead(known, oldAddress(address));
    const done = await inFull(platform, run, group, () => writeText(platform, deps, run, group, leadOf, files));
    if (done !== 'left') counts[made.has(group) ? 'drafted' : done]++;
  }
  counts.files = files.kept();
  await mapAddresses(platform, run, files.addresses());
  return counts;
}

/** Pages of this run, grouped. A second page of one language in a group is a page of its own. */
async function groupsOf({ db }: Platform, run: Run): Promise<Group[]> {
  const rows = await db.read<Tables, Omit<PageRow, 'html'>[]>(run.actor, (sql) =>
    sql
      .selectFrom('migration.pages')
      .select(['host', 'address', 'agency', 'run', 'verdict', 'also', 'kind', 'lang', 'grouping', 'slug', 'title'])
      .select(['image', 'published', 'categories', 'findings', 'item', 'type'])
      .where('host', '=', run.site.host)
      .where('run', '=', run.id)
      .where('verdict', '=', 'read')
      .orderBy('address')
      .execute(),
  );
  const groups = new Map<string, Group>();
  for (const light of rows) {
    const row = { ...light, html: '' };
    const key = row.grouping ? `group ${row.grouping}` : row.address;
    const group = groups.get(key);
    if (!group) groups.set(key, [row]);
    else if (group.some(({ lang }) => lang === row.lang)) groups.set(row.address, [row]);
    else group.push(row);
  }
  // Tajik first: it gives the address its words.
  for (const group of groups.values()) group.sort((a, b) => LANGS.indexOf(a.lang ?? 'tg') - LANGS.indexOf(b.lang ?? 'tg'));
  return [...groups.values()];
}

/** The texts of a group are in memory while `work` needs them, and those of no other: a site may be larger than the machine. */
async function inFull<T>({ db }: Platform, run: Run, group: Group, work: () => Promise<T>): Promise<T> {
  const addresses = group.map(({ address }) => address);
  const texts = await db.read<Tables, { address: string; html: string | null }[]>(run.actor, (sql) =>
    sql
      .selectFrom('migration.pages')
      .select(['address', 'html'])
      .where('host', '=', run.site.host)
      .where('address', 'in', addresses)
      .execute(),
  );
  const of = new Map(texts.map(({ address, html }) => [address, html ?? '']));
  for (const row of group) row.html = of.get(row.address) ?? '';
  try {
    return await work();
  } finally {
    for (const row of group) row.html = '';
  }
}

/** Gives a group its item, unless it has one. @returns whether it was made now */
async function ownItem(platform: Platform, deps: MigrationDeps, run: Run, group: Group): Promise<boolean> {
  const had = group.find(({ item }) => item);
  let item = had?.item ?? undefined;
  let type = had?.type ?? undefined;
  let href: string;
  const made = !item;
  if (item) href = (await latestOf(deps, item)).href;
  else {
    const old = oldOf(deps, run, group, plainly);
    const becomes = typeOf(old);
    const drafted = await draftUnderFreeSlug(platform, deps, run, group, becomes, valuesOf(becomes, old));
    ({ item, href } = drafted);
    type = becomes;
    if (drafted.slug !== group[0].slug) group[0].findings = [...group[0].findings, { reason: 'slug-taken', detail: drafted.slug }];
  }
  for (const row of group) Object.assign(row, { item, type });
  await platform.db.write<Tables, void>(run.actor, async ({ sql }) => {
    await sql
      .updateTable('migration.pages')
      .set({ item, type })
      .where('host', '=', run.site.host)
      .where(
        'address',
        'in',
        group.map(({ address }) => address),
      )
      .execute();
  });
  await mapAddresses(
    platform,
    run,
    group.flatMap((row) => [row.address, ...row.also].map((address): [string, string] => [address, `/${row.lang ?? 'tg'}${href}`])),
  );
  return made;
}

async function draftUnderFreeSlug(
  platform: Platform,
  { content }: MigrationDeps,
  run: Run,
  group: Group,
  type: BecomesType,
  values: Record<string, unknown>,
): Promise<Edition> {
  const wanted = group[0].slug ?? 'page';
  for (let twin = 1; ; twin++) {
    const slug = twin === 1 ? wanted : `${wanted}-${twin}`;
    try {
      return await content.draft(IMPORT, run.site.agency, { type, slug, values });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'path-taken' || twin === MOST_TWINS) throw error;
      // A run that was killed had made it and could not write that down.
      const orphan = typeof error.details.item === 'string' ? await orphanOf(platform, content, run, error.details.item) : undefined;
      if (orphan?.type === type) return orphan;
    }
  }
}

async function orphanOf({ db }: Platform, content: MigrationDeps['content'], run: Run, item: string): Promise<Edition | undefined> {
  const owner = await db.read<Tables, unknown>(run.actor, (sql) =>
    sql.selectFrom('migration.pages').select('address').where('item', '=', item).executeTakeFirst(),
  );
  if (owner) return undefined;
  const [latest] = await content.history(IMPORT, item);
  return latest && isOurs(latest) ? latest : undefined;
}

async function latestOf({ content }: MigrationDeps, item: string): Promise<Edition> {
  const [latest] = await content.history(IMPORT, item);
  if (!latest) throw new Error(`item ${item} has no edition`);
  return latest;
}

/** A draft that only imports have written. */
const isOurs = ({ state, writers }: Edition): boolean => state === 'draft' && writers.every((writer) => writer === actorName(IMPORT));

/** Before the addresses are known a text has no links. */
const plainly = (row: PageRow): string => toMarkdown(row.html, { link: () => undefined, image: () => undefined });

function oldOf({ directory }: MigrationDeps, run: Run, group: Group, markdown: (row: PageRow) => string): Old {
  const published = group.map((row) => row.published).find(Boolean);
  return {
    kind: group[0].kind ?? 'page',
    wordings: group.map((row) => ({ lang: row.lang ?? 'tg', title: row.title ?? '', body: markdown(row) })),
    categories: group.flatMap(({ categories }) => categories),
    addresses: group.map(({ address }) => address),
    files: [],
    institution: directory.agency(run.site.agency)?.names ?? { tg: run.site.agency },
    ...(published ? { published } : {}),
  };
}

/** Writes the text of a group into its draft, unless people have taken it over. */
async function writeText(
  platform: Platform,
  deps: MigrationDeps,
  run: Run,
  group: Group,
  leadOf: (address: string) => Lead,
  files: FileKeeper,
): Promise<'updated' | 'unchanged' | 'left'> {
  const { item, type } = group[0];
  if (!item || !type) throw new Error('a group without an item cannot be written');
  const latest = await latestOf(deps, item);
  if (!isOurs(latest)) {
    await leave(platform, run, group, 'kept', { reason: 'left-by-hand', detail: latest.state });
    return 'left';
  }
  const bodies = new Map<string, string>();
  const named: ContentFile[] = [];
  for (const row of group) bodies.set(row.address, await bodyOf(run, row, leadOf, files, named));
  const old: Old = { ...oldOf(deps, run, group, (row) => bodies.get(row.address) ?? ''), files: named };
  const leading = group.find(({ image }) => image)?.image;
  if (leading) {
    const kept = await files.keep(leading);
    if ('file' in kept) old.image = kept;
    else group[0].findings = [...group[0].findings, kept];
  }
  const saved = await deps.content.save(IMPORT, item, { revision: latest.revision, values: valuesOf(type, old) });
  await conclude(platform, run, group, 'taken');
  return saved.revision === latest.revision ? 'unchanged' : 'updated';
}

async function leave(platform: Platform, run: Run, group: Group, verdict: 'kept' | 'refused', finding: Finding): Promise<void> {
  group[0].findings = [...group[0].findings, finding];
  await conclude(platform, run, group, verdict);
}

async function conclude({ db }: Platform, run: Run, group: Group, verdict: 'taken' | 'kept' | 'refused'): Promise<void> {
  await db.write<Tables, void>(run.actor, async ({ sql }) => {
    for (const { address, findings } of group)
      await sql
        .updateTable('migration.pages')
        .set({ verdict, findings: JSON.stringify(findings) })
        .where('host', '=', run.site.host)
        .where('address', '=', address)
        .execute();
  });
}

/** A text with its links leading to where the pages and files are now. What leads nowhere is only words, and is said. */
async function bodyOf(run: Run, row: PageRow, leadOf: (address: string) => Lead, files: FileKeeper, named: ContentFile[]): Promise<string> {
  const html = row.html;
  const $ = load(html, null, false);
  const findings: Finding[] = [];
  const moved = new Map<string, string>();
  const bring = async (address: string) => {
    if (moved.has(address)) return;
    const kept = await files.keep(address);
    if ('file' in kept) {
      moved.set(address, fileHref(kept));
      named.push(kept);
    } else findings.push(kept);
  };
  for (const image of $('img[src]').toArray()) await bring(image.attribs.src ?? '');
  for (const link of $('a[href]').toArray()) {
    const address = link.attribs.href ?? '';
    if (!isOwn(run, address)) moved.set(address, address);
    else if (FILE_ADDRESS.test(oldAddress(address).path)) await bring(address);
    else {
      const to = leadOf(address);
      if (typeof to === 'object') moved.set(address, to.to);
      else findings.push({ reason: 'link-dead', detail: oldAddress(address).whole.slice(0, 120) });
    }
  }
  row.findings = [...row.findings, ...new Map(findings.map((one) => [`${one.reason} ${one.detail}`, one])).values()];
  return toMarkdown(html, { link: (address) => moved.get(address), image: (address) => moved.get(address) });
}

const isOwn = (run: Run, address: string): boolean =>
  /^https?:/.test(address) && URL.canParse(address) && oldHostOf(new URL(address).host) === run.site.host;

interface FileKeeper {
  /** The file in the portal's store, or why it is not there. Asked again, the same answer. */
  keep(address: string): Promise<ContentFile | Finding>;
  /** Where each kept file is now. */
  addresses(): [string, string][];
  kept(): number;
}

function fileKeeper({ content }: MigrationDeps, run: Run, source: Source): FileKeeper {
  const known = new Map<string, ContentFile | Finding>();
  const fetched = async (address: string): Promise<ContentFile | Finding> => {
    const bytes = isOwn(run, address) ? await source.file(address) : undefined;
    if (!bytes) return { reason: 'file-missing', detail: oldAddress(address).whole.slice(-120) };
    const name = nameOf(address);
    return content.storeFile(IMPORT, run.site.agency, { name, bytes }).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
      return { reason: 'file-refused', detail: `${name.slice(-80)}: ${error.code}` };
    });
  };
  const all = () => [...known].flatMap(([address, one]): [string, ContentFile][] => ('file' in one ? [[address, one]] : []));
  return {
    async keep(address) {
      const key = oldAddress(address).whole;
      const found = known.get(key) ?? (await fetched(address));
      known.set(key, found);
      return found;
    },
    addresses: () => all().map(([address, file]) => [address, fileHref(file)]),
    kept: () => all().length,
  };
}

function nameOf(address: string): string {
  const last = oldAddress(address).path.split('/').at(-1) ?? '';
  return last.slice(-100) || 'file';
}

/** Writes down where addresses lead now; what a person has said stays. */
async function mapAddresses({ db, clock }: Platform, run: Run, pairs: readonly [string, string][]): Promise<void> {
  const rows = [...new Map(pairs).entries()].filter(([address]) => address.length <= 2000);
  for (let at = 0; at < rows.length; at += 500)
    await db.write<Tables, void>(run.actor, async ({ sql }) => {
      const change = { changed_by: actorName(run.actor), changed_at: clock.now() };
      await sql
        .insertInto('migration.mappings')
        .values(
          rows.slice(at, at + 500).map(([address, target]) => ({
            host: run.site.host,
            address,
            agency: run.site.agency,
            target,
            origin: 'import' as const,
            ...change,
          })),
        )
        .onConflict((on) =>
          on
            .columns(['host', 'address'])
            .doUpdateSet((e) => ({ target: e.ref('excluded.target'), ...change }))
            .where('migration.mappings.origin', '=', 'import'),
        )
        .execute();
    });
}
