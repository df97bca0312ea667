import type { ExplainedFact } from '@goldenpath/model';

/** A fact with its source, as `explain` has it. */
export function fact(overrides: Partial<ExplainedFact>): ExplainedFact {
  return {
    fact: 'replicas',
    group: 'Pods',
    value: 2,
    source: { from: 'spec', file: 'apps/shop/app.yaml', line: 6, column: 11 },
    ...overrides,
  };
}

/** A fact that prod overrides. */
export const inEach = [
  fact({ environment: 'dev' }),
  fact({ environment: 'test' }),
  fact({
    environment: 'prod',
    value: 4,
    source: { from: 'override', file: 'apps/shop/app.yaml', line: 9, column: 15 },
  }),
];
