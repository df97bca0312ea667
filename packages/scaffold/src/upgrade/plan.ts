import { UserError } from '@goldenpath/errors';
import { comparePaths, type GeneratedFile } from '@goldenpath/files';
import { RECORD_FILE, recordDigest, type RecordedFile } from '../record';
import { hasConflict, isGenerated } from './content';
import { inTheWay, upgradeManaged } from './managed';
import { carryOver, movedByTeam, movedByTemplate } from './moves';
import { upgradeOnce } from './once';
import { decision, type Decision, type Item } from './decision';
import type { TeamRepository, UpgradePlan, UpgradeRequest, UpgradeStep } from './types';

/**
 * Decides what an upgrade does to each file: a three-way merge of what was generated last, what is generated now, and what the team has.
 * Nothing is written.
 *
 * @throws UserError where a file still has conflicts of an earlier upgrade, or where a link or a folder has the path of a file of the
 * platform.
 */
export async function planUpgrade(request: UpgradeRequest, team: TeamRepository): Promise<UpgradePlan> {
  const { record, generated } = request;
  const now = new Map(generated.filter(({ path }) => path !== RECORD_FILE).map((file) => [file.path, file]));
  const paths = [...new Set([...Object.keys(record.files), ...now.keys()])].sort(comparePaths);
  const items = await Promise.all(
    paths.map(async (path): Promise<Item> => {
      const item = { path, before: entryOf(record.files, path), now: now.get(path), found: await team.fileAt(path) };
      if (item.found.kind === 'file' && hasConflict(item.found.content)) throw unresolved(path);
      return withOtherCase(item, new Set(paths), team);
    }),
  );
  const moved = await movedByTeam(items, team);
  const carried = await movedByTemplate(items, team);
  const left = new Set(carried.values());
  const decisions: Decision[] = [];
  for (const item of items) {
    const old = carried.get(item.path);
    if (old !== undefined) decisions.push(...(await carryOver(item, old, team)));
    else if (!left.has(item)) decisions.push(await decide(item, moved, team));
  }
  const written = generated.find(({ path }) => path === RECORD_FILE);
  if (written !== undefined) decisions.push(await recordStep(written, team));
  return {
    files: decisions.flatMap(({ file }) => file ?? []).sort((a, b) => comparePaths(a.path, b.path)),
    steps: decisions.flatMap(({ step }) => step ?? []),
  };
}

/** Many disks cannot hold two files whose names differ only in case: a new file is not written beside such a file of the team. */
async function withOtherCase(item: Item, ours: ReadonlySet<string>, team: TeamRepository): Promise<Item> {
  const isNew = item.before === undefined || item.now?.ownership === 'managed';
  if (item.now === undefined || item.found.kind !== 'absent' || !isNew) return item;
  const other = await team.inOtherCase(item.path);
  if (other === undefined || ours.has(other)) return item;
  return { ...item, found: { kind: 'obstacle', what: `is there as ${other}` } };
}

/** The path may be the name of something that every object has. */
function entryOf(files: Readonly<Record<string, RecordedFile>>, path: string): RecordedFile | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function decide(item: Item, moved: ReadonlyMap<string, string>, team: TeamRepository): Promise<Decision> {
  const ownership = item.now?.ownership ?? item.before?.ownership;
  return ownership === 'managed' ? upgradeManaged(item, team) : upgradeOnce(item, moved.get(item.path), team);
}

async function recordStep(record: GeneratedFile, team: TeamRepository): Promise<Decision> {
  const found = await team.fileAt(RECORD_FILE);
  if (found.kind === 'obstacle') throw inTheWay(RECORD_FILE, found.what);
  const content = Buffer.from(record.content);
  if (found.kind === 'file' && isGenerated(found.content, recordDigest(content))) return decision(record, 'unchanged');
  const step: UpgradeStep = { path: RECORD_FILE, content, mode: found.kind === 'file' ? found.mode : 0o644 };
  return decision(record, found.kind === 'file' ? 'updated' : 'written', { step });
}

function unresolved(path: string): UserError {
  return new UserError(
    `${path} still has conflicts of an earlier upgrade.`,
    'Resolve them, commit the result, and run this again.',
  );
}
