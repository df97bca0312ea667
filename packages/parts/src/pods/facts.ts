import type { FactsInput, PartReference } from '@goldenpath/extension';
import { AFFINITIES, type AffinitySettings } from './affinity-settings';
import type { PodsSettings } from './settings';
import type { PodsPart, PodTerm } from './types';

/** Returns the pods of other applications, which must exist. A rule reports the application itself. */
export function otherPods(settings: PodsSettings | undefined): PartReference[] {
  return AFFINITIES.flatMap((field) =>
    (settings?.[field] ?? []).map(({ app }, index) => ({
      app,
      part: 'workload',
      path: ['pod', field, index, 'app'],
      noun: 'pods',
    })),
  );
}

/** Returns what a spec says about its pods, with the labels and namespaces of those of other applications. */
export function podsFacts(input: FactsInput<PodsSettings | undefined>): PodsPart | undefined {
  if (input.settings === undefined) return undefined;
  const { affinity, antiAffinity, ...own } = input.settings;
  const near = (affinity ?? []).flatMap((each) => termOf(each, input));
  const away = (antiAffinity ?? []).flatMap((each) =>
    termOf(each, input).map((term) => ({ ...term, required: each.required })),
  );
  return {
    ...own,
    ...(near.length > 0 && { affinity: near }),
    ...(away.length > 0 && { antiAffinity: away }),
  };
}

/** Facts are computed before the rules, so the other application may not exist. */
function termOf({ app, topology }: AffinitySettings, { namespace, other }: FactsInput<unknown>): PodTerm[] {
  const found = other(app);
  if (found === undefined) return [];
  return [
    {
      app,
      topology,
      selector: found.selector,
      ...(found.namespace !== namespace && { namespace: found.namespace }),
    },
  ];
}
