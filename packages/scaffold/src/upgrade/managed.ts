import { UserError } from '@goldenpath/errors';
import type { GeneratedFile } from '@goldenpath/files';
import { type RecordedFile, recordDigest } from '../record';
import { isBinary, isGenerated, withLinesOf } from './content';
import { decision, type Decision, type Item, removing, writing } from './decision';
import type { PlainFile, TeamRepository } from './types';

/**
 * A file of the platform: it is kept as generated.
 *
 * @throws UserError where a link or a folder has its path, or where an edit is in no commit.
 */
export async function upgradeManaged({ path, before, now, found }: Item, team: TeamRepository): Promise<Decision> {
  if (now === undefined) return removeManaged(path, before, found);
  if (found.kind === 'absent') return decision(now, 'written', { step: writing(now, found) });
  if (found.kind === 'obstacle') throw inTheWay(path, found.what);
  if (isGenerated(found.content, recordDigest(now.content))) return decision(now, 'unchanged');
  if (before === undefined || before.ownership === 'once') return takeOver(now, before, found, team);
  if (isGenerated(found.content, before.digest)) return decision(now, 'updated', { step: writing(now, found) });
  if (!found.isCommitted) throw notCommitted(path);
  const note = 'the edit is in the Git history';
  return decision(now, 'restored', { step: writing(now, found), note });
}

function removeManaged(path: string, before: RecordedFile | undefined, found: Item['found']): Decision {
  if (found.kind === 'absent' || before === undefined) return {};
  const file = { path, ownership: before.ownership };
  if (found.kind === 'file' && isGenerated(found.content, before.digest))
    return decision(file, 'removed', { step: removing(path) });
  return decision(file, 'kept', { note: 'no longer generated, and edited: it belongs to the team now' });
}

/** The team has a file where the platform has one now. */
async function takeOver(
  now: GeneratedFile,
  before: RecordedFile | undefined,
  found: PlainFile,
  team: TeamRepository,
): Promise<Decision> {
  if (before !== undefined && isGenerated(found.content, before.digest))
    return decision(now, 'updated', { step: writing(now, found) });
  if (!found.isCommitted) throw notCommitted(now.path);
  if (isBinary(found.content))
    return decision(now, 'conflict', { note: 'the platform has this file now, and yours is binary: move it away' });
  const generated = withLinesOf(Buffer.from(now.content), found.content);
  const { content, conflicts } = await team.merge({ team: found.content, base: undefined, generated });
  const step = { path: now.path, content, mode: found.mode };
  if (conflicts === 0) return decision(now, 'merged', { step });
  return decision(now, 'conflict', { step, note: 'the platform has this file now: take its side' });
}

/** Something else than a plain file has the path of a file of the platform. */
export function inTheWay(path: string, what: string): UserError {
  return new UserError(
    `Nothing was changed: ${path} ${what}, and the platform keeps a file there.`,
    'Remove it, or move it away, commit, and run this again.',
  );
}

function notCommitted(path: string): UserError {
  return new UserError(
    `Nothing was changed: ${path} belongs to the platform, and Git ignores it, so your edit could not be restored.`,
    'Remove its pattern from the ignore file and commit it, or remove the file. Then run this again.',
  );
}
