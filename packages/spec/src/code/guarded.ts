import type { Diagnostic } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';
import { describeThrown, stackOf } from './describe-thrown';
import { holdProcess } from './hold-process';
import { locateThrown } from './thrown-location';

/** The result of running code: a value, or a diagnostic about what it threw. */
export type Outcome<Value> = { readonly value: Value } | { readonly diagnostic: Diagnostic };

/** Runs a bundle's code in this process and converts errors to diagnostics. */
export function guarded<Value>(file: string, map: string, sources: CodeSources, work: () => Value): Outcome<Value> {
  try {
    return { value: holdProcess(work) };
  } catch (thrown) {
    const location = locateThrown(stackOf(thrown), file, map, sources) ?? sources.location(file, 1, 1);
    return { diagnostic: { ...describeThrown(thrown), location } };
  }
}
