import type { GeneratedFile } from '@goldenpath/files';
import { openPublication, type TreeChanges, type TreeOptions } from '@goldenpath/output';

/** Files of each unit; a content in a list of one is a `once` file. */
export type Units = Readonly<Record<string, Readonly<Record<string, string | [string]>>>>;

/** What a test publishes as generated files. */
export function generated(files: Units[string]): GeneratedFile[] {
  return Object.entries(files).map(([path, content]) =>
    typeof content === 'string'
      ? { path, content, ownership: 'managed' }
      : { path, content: content[0], ownership: 'once' },
  );
}

/** Publishes units whole to one tree, their content being their key. */
export async function publish(options: string | TreeOptions, units: Units): Promise<TreeChanges> {
  const [changes] = await publishAll([[typeof options === 'string' ? { root: options } : options, units]]);
  if (changes === undefined) throw new Error('one tree, one answer');
  return changes;
}

/** Publishes to several trees in one publication. */
export async function publishAll(trees: readonly (readonly [TreeOptions, Units])[]): Promise<TreeChanges[]> {
  const publication = await openPublication(
    trees.map(([options]) => options),
    { waitSeconds: 0 },
  );
  try {
    trees.forEach(([, units], index) => {
      const tree = publication.trees[index];
      for (const [unit, files] of Object.entries(units)) {
        const key = JSON.stringify(files);
        if (tree?.keepIfFresh(unit, key) === false) tree.stage(unit, key, generated(files));
      }
    });
    return publication.commit();
  } finally {
    publication.abort();
  }
}
