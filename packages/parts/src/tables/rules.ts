import { type AppContext, type Problem, quote, type Rule } from '@goldenpath/extension';
import { clusterIsKnown, overridesExist } from '../cloud/rules';
import { partSettings } from '../settings';

/** An attribute is a key once. No override changes a key. */
export const keysDiffer: Rule<AppContext> = {
  name: 'key-twice',
  check: ({ spec }) =>
    Object.entries(partSettings(spec.general).tables ?? {}).flatMap(([name, { partitionKey, sortKey }]): Problem[] => {
      if (sortKey?.name !== partitionKey.name) return [];
      return [
        {
          path: ['tables', name, 'sortKey', 'name'],
          message: `The attribute ${quote(sortKey.name)} is also the partition key.`,
          remedy: 'Use another attribute, or remove `sortKey`.',
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  clusterIsKnown('tables'),
  overridesExist('tables', 'table'),
  keysDiffer,
];
