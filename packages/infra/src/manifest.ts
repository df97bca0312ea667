import type { GeneratedFile } from '@goldenpath/files';
import type { JsonMap, StackFacts } from '@goldenpath/extension';
import { version } from 'cdktf/package.json';
import { stableJson } from './synthesis/stable-json';
import { stackFilePath } from './synthesis/stack-file';

/**
 * The file `manifest.json` that `cdktf list`, `diff` and `deploy` read: which stacks there are, where they are, and which
 * must be applied before which. The order of the stacks given makes no difference.
 */
export function stacksManifest(stacks: readonly Pick<StackFacts, 'name' | 'dependsOn'>[]): GeneratedFile {
  const entries = stacks.map((stack) => [stack.name, manifestEntry(stack)] as const);
  const content = stableJson({ version, stacks: Object.fromEntries(entries) });
  return { path: 'manifest.json', content, ownership: 'managed' };
}

function manifestEntry({ name, dependsOn }: Pick<StackFacts, 'name' | 'dependsOn'>): JsonMap {
  return {
    name,
    constructPath: name,
    workingDirectory: `stacks/${name}`,
    synthesizedStackPath: stackFilePath(name),
    stackMetadataPath: `stacks/${name}/metadata.json`,
    annotations: [],
    dependencies: [...dependsOn],
  };
}
