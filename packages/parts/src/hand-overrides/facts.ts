import type { AppFactsInput, FactsInput, StackOverride } from '@goldenpath/extension';
import type { PatchFile } from '../hand-patches/folder';
import { overridesInEnvironment, overridesOnce } from './folder';
import { readOverride } from './read-override';
import type { OverridesPart } from './types';

/** Returns the overrides of the stack of an environment; nothing where there are none. */
export function overridesFacts({ spec, environment }: FactsInput): OverridesPart | undefined {
  return factsOf(overridesInEnvironment(spec, environment));
}

/** Returns the overrides of the stack that an application has once; nothing where there are none. */
export function onceFacts({ spec }: AppFactsInput): OverridesPart | undefined {
  return factsOf(overridesOnce(spec));
}

/** A rule reports the files that are malformed, which are left out. */
function factsOf(files: readonly PatchFile[]): OverridesPart | undefined {
  const overrides = files
    .filter(({ value }) => 'resources' in readOverride(value))
    .map(({ file, value }) => ({ file, content: JSON.stringify(value) }));
  return overrides.length === 0 ? undefined : { overrides };
}

/** Returns the overrides in facts. */
export function stackOverrides({ overrides }: OverridesPart): StackOverride[] {
  return overrides.flatMap(({ file, content }) => {
    const read = readOverride(JSON.parse(content));
    return 'resources' in read ? [{ file, resources: read.resources }] : [];
  });
}
