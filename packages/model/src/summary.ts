import type { AppInEnvironment, Registry, SummaryItem } from '@goldenpath/extension';

/** What `list` and the summary of `synth` show of an application in one environment. */
export interface AppSummary {
  /** Where it is reached from outside the cluster. */
  readonly url?: string;
  /** How many pods it has, such as `2 pods`. */
  readonly pods?: string;
  /** The name of its database. */
  readonly database?: string;
  /** Everything else that its parts say, in the order of the parts. */
  readonly notes: readonly SummaryItem[];
  /** Whether other applications in the cluster can call it. */
  readonly isCallable: boolean;
}

/** Summarises an application in one environment. Of two parts that give the same value, the first one counts. */
export function summaryOf(facts: AppInEnvironment, kind: string, registry: Registry): AppSummary {
  const made = registry.partsOf(kind).flatMap((part) => {
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
    isCallable: made.some(({ part }) => part.isCallable === true),
  };
}
