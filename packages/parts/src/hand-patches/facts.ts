import type { FactsInput, ObjectPatch } from '@goldenpath/extension';
import { patchFilesIn } from './folder';
import { readPatch } from './read-patch';
import type { PatchesPart } from './types';

/** Returns the patches of an environment; nothing where there are none. A rule reports those that are malformed, which are left out. */
export function patchesFacts({ spec, environment }: FactsInput): PatchesPart | undefined {
  const patches = patchFilesIn(spec, environment)
    .filter(({ file, value }) => 'patch' in readPatch(file, value))
    .map(({ file, value }) => ({ file, content: JSON.stringify(value) }));
  return patches.length === 0 ? undefined : { patches };
}

/** Returns the patches in facts. */
export function objectPatches({ patches }: PatchesPart): ObjectPatch[] {
  return patches.flatMap(({ file, content }) => {
    const read = readPatch(file, JSON.parse(content));
    return 'patch' in read ? [read.patch] : [];
  });
}
