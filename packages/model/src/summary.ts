import type { AppInEnvironment, Registry, SummaryItem } from '@goldenpath/extension';

/** The data of one application and environment for `list` and the summary of `synth`. */
export interface AppSummary {
  /** The URL outside the cluster. */
  readonly url?: string;
  /** The number of pods, such as `2 pods`. */
  readonly pods?: string;
  /** The name of its database. */
  readonly database?: string;
  /** All other values from its parts, in the order of the parts. */
  readonly notes: readonly SummaryItem[];
  /** Whether other applications in the cluster can call it. */
  readonly isCallable: boolean;
}

/** Summarises an application in one environment. If two parts give the same value, the first one counts. */
export function summaryOf(facts: AppInEnvironment, kind: string, registry: Registry): AppSummary {
  const made = registry.partsOf(kind).flatMap((part) => {
    if (part.summary === undefined && part.isCallable === undefined) return [];
    const own: unknown = part.factsOf(facts);
    return own === undefined ? [] : [{ part, own }];
  });
  const items = made.flatMap(({ part, own }) => part.summary?.(own, facts) ?? []);
  const textOf = (key: string) => items.find((item) => item.key === key)?.text;
  const [url, pods, database] = [textOf('url'), textOf('pods'), textOf('database')];
  return {
    ...(url !== undefined && { url }),
    ...(pods !== undefined && { pods }),
    ...(database !== undefined && { database }),
    notes: items.filter(({ key }) => !['url', 'pods', 'database'].includes(key)),
    isCallable: made.some(({ part }) => part.isCallable !== undefined && part.isCallable !== false),
  };
}
