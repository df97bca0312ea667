import type { Diagnostic } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';
import { describeThrown, stackOf } from './describe-thrown';
import { holdProcess } from './hold-process';
import { locateThrown } from './thrown-location';

/** What a piece of code gave: a value, or what it threw as a diagnostic. */
export type Outcome<Value> = { readonly value: Value } | { readonly diagnostic: Diagnostic };

/** Does something that runs the code of a bundle in this process, and turns what that throws into a diagnostic. */
export function guarded<Value>(file: string, map: string, sources: CodeSources, work: () => Value): Outcome<Value> {
  try {
    return { value: holdProcess(work) };
  } catch (thrown) {
    const location = locateThrown(stackOf(thrown), file, map, sources) ?? sources.location(file, 1, 1);
    return { diagnostic: { ...describeThrown(thrown), location } };
  }
}
