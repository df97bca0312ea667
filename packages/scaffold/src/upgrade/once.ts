import type { GeneratedFile } from '@goldenpath/files';
import { type RecordedFile, recordDigest } from '../record';
import { baseOf } from './base';
import { isBinary, isGenerated, withLinesOf } from './content';
import { decision, type Decision, type Item, removing, writing } from './decision';
import type { PlainFile, TeamRepository } from './types';

const UNKNOWN = 'what was generated last is not in the Git history';

/**
 * A file of the team: a change of the template is merged into it.
 *
 * @param movedTo - Where the team has moved it.
 */
export async function upgradeOnce(
  { path, before, now, found }: Item,
  movedTo: string | undefined,
  team: TeamRepository,
): Promise<Decision> {
  if (now === undefined) return removeOnce(path, before, found);
  if (before === undefined) return addOnce(now, found);
  const isChanged = recordDigest(now.content) !== before.digest;
  if (found.kind === 'absent') {
    if (!isChanged) return decision(now, 'kept', { note: 'the team removed or moved it' });
    const target = movedTo === undefined ? undefined : await team.fileAt(movedTo);
    if (movedTo !== undefined && target?.kind === 'file')
      return merged({ ...now, path: movedTo }, before, target, team, path);
    return decision(now, 'kept', { note: 'the team removed it; the template changed it' });
  }
  if (found.kind === 'obstacle') return decision(now, 'kept', { note: `it ${found.what}` });
  if (isGenerated(found.content, recordDigest(now.content))) return decision(now, 'unchanged');
  if (!isChanged) return decision(now, 'kept');
  return merged(now, before, found, team);
}

function removeOnce(path: string, before: RecordedFile | undefined, found: Item['found']): Decision {
  if (found.kind === 'absent' || before === undefined) return {};
  const file = { path, ownership: before.ownership };
  if (found.kind === 'file' && isGenerated(found.content, before.digest))
    return decision(file, 'removed', { step: removing(path) });
  return decision(file, 'kept', { note: 'the template no longer has it' });
}

/** The template has a new file. */
function addOnce(now: GeneratedFile, found: Item['found']): Decision {
  if (found.kind === 'absent') return decision(now, 'written', { step: writing(now, found) });
  if (found.kind === 'obstacle') return decision(now, 'kept', { note: `it ${found.what}` });
  const isSame = isGenerated(found.content, recordDigest(now.content));
  return isSame ? decision(now, 'unchanged') : decision(now, 'kept', { note: 'the template has a file there now' });
}

/** @param movedFrom - Its path in the template. */
async function merged(
  now: GeneratedFile,
  before: RecordedFile,
  found: PlainFile,
  team: TeamRepository,
  movedFrom?: string,
): Promise<Decision> {
  const from = movedFrom === undefined ? {} : { note: `moved from ${movedFrom}` };
  if (isGenerated(found.content, recordDigest(now.content))) return decision(now, 'unchanged', from);
  if (isGenerated(found.content, before.digest))
    return decision(now, 'updated', { step: writing(now, found), ...from });
  if (isBinary(found.content))
    return decision(now, 'conflict', { note: 'yours is binary and stays; the template changed it' });
  const known = await baseOf(movedFrom ?? now.path, before, team);
  const { content, conflicts } = await team.merge({
    team: found.content,
    base: known && withLinesOf(known, found.content),
    generated: withLinesOf(Buffer.from(now.content), found.content),
  });
  if (conflicts === 0 && known === undefined) return decision(now, 'conflict', { note: `yours stays; ${UNKNOWN}` });
  if (conflicts === 0 && content.equals(found.content)) return decision(now, 'kept', from);
  const step = { path: now.path, content, mode: found.mode };
  if (conflicts === 0) return decision(now, 'merged', { step, ...from });
  const counted = `${conflicts} ${conflicts === 1 ? 'conflict' : 'conflicts'}`;
  const note = known === undefined ? `${counted}; ${UNKNOWN}` : counted;
  return decision(now, 'conflict', { step, note });
}
