import { recordDigest } from '../record';
import { baseOf } from './base';
import { isBinary, isGenerated, withLinesOf } from './content';
import { decision, type Decision, type Item, removing, writing } from './decision';
import type { PlainFile, TeamRepository } from './types';

/** Returns where the team has moved files that the template changes, by their old paths. */
export async function movedByTeam(items: readonly Item[], team: TeamRepository): Promise<ReadonlyMap<string, string>> {
  const gone = await basesOf(
    items.filter(({ before, now, found }) => {
      const isGone = before !== undefined && now?.ownership === 'once' && found.kind === 'absent';
      return isGone && recordDigest(now.content) !== before.digest;
    }),
    team,
  );
  if (gone.size === 0) return new Map();
  return team.renames(gone, await team.others(new Set(items.map(({ path }) => path))));
}

/** Returns where the template has moved files that the team has edited: the old items by the new paths. */
export async function movedByTemplate(
  items: readonly Item[],
  team: TeamRepository,
): Promise<ReadonlyMap<string, Item>> {
  const left = items.filter(({ before, now, found }) => {
    const isLeft = before?.ownership === 'once' && now === undefined && found.kind === 'file';
    return isLeft && !isGenerated(found.content, before.digest);
  });
  const added = items.filter(
    ({ before, now, found }) => before === undefined && now?.ownership === 'once' && found.kind === 'absent',
  );
  if (left.length === 0 || added.length === 0) return new Map();
  const contents = new Map(added.map(({ path, now }) => [path, Buffer.from(now?.content ?? '')]));
  const renames = await team.renames(await basesOf(left, team), contents);
  return new Map(
    left.flatMap((item) => {
      const to = renames.get(item.path);
      return to === undefined ? [] : [[to, item] as const];
    }),
  );
}

async function basesOf(items: readonly Item[], team: TeamRepository): Promise<ReadonlyMap<string, Buffer>> {
  const bases = new Map<string, Buffer>();
  for (const { path, before } of items) {
    const base = before && (await baseOf(path, before, team));
    if (base !== undefined) bases.set(path, base);
  }
  return bases;
}

/** Moves the edits of the team to the new path of a file. */
export async function carryOver({ path, now }: Item, old: Item, team: TeamRepository): Promise<readonly Decision[]> {
  if (now === undefined || old.before === undefined || old.found.kind !== 'file')
    throw new Error(`${path} is not the new path of ${old.path}.`);
  const file: PlainFile = old.found;
  if (isBinary(file.content))
    return [
      decision(now, 'written', { step: writing(now, { kind: 'absent' }) }),
      decision({ path: old.path, ownership: 'once' }, 'conflict', {
        note: `the template moved it to ${path}; yours is binary`,
      }),
    ];
  const base = await baseOf(old.path, old.before, team);
  const { content, conflicts } = await team.merge({
    team: file.content,
    base: base && withLinesOf(base, file.content),
    generated: withLinesOf(Buffer.from(now.content), file.content),
  });
  const note = `the template moved it from ${old.path}`;
  const step = { path, content, mode: file.mode };
  return [
    decision({ path: old.path, ownership: 'once' }, 'removed', { step: removing(old.path), note: `moved to ${path}` }),
    decision(now, conflicts === 0 ? 'merged' : 'conflict', { step, note }),
  ];
}
