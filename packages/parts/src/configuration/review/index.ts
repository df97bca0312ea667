import { counted, type PartReview } from '@goldenpath/extension';
import type { ConfigurationPart } from '../types';
import { usesTargetLeaves } from './uses-target-leaves';

/** The review of variables and of calls to other applications. */
export const review: PartReview<ConfigurationPart> = {
  rules: [usesTargetLeaves],
  graph: ({ name, variables, expanded = [] }) => ({
    nodes: [
      {
        id: 'config',
        kind: 'config',
        name,
        facts: [counted(Object.keys(variables).length + expanded.length, 'variable')],
        objects: [`ConfigMap/${name}`],
      },
    ],
    links: [{ from: 'workload', to: 'config' }],
  }),
  graphRank: 40,
  fields: [
    { path: 'uses', rank: 430, inEnvironment: (_facts, _rest, { uses }) => uses },
    { path: 'env', rank: 440, inEnvironment: (facts, [name = '']) => variable(facts, name) },
  ],
  platformFields: [
    { path: 'kubernetes.namespace', inEnvironment: (facts) => facts?.variables },
    { path: 'environments.logLevel', inEnvironment: (facts) => variable(facts, 'LOG_LEVEL') },
  ],
  plainTexts: ({ variables, expanded = [] }) => ({
    variables: { ...variables, ...Object.fromEntries(expanded.map(({ name, value }) => [name, value])) },
  }),
};

function variable(facts: ConfigurationPart | undefined, name: string): string | undefined {
  if (facts === undefined) return undefined;
  return Object.hasOwn(facts.variables, name)
    ? facts.variables[name]
    : facts.expanded?.find((each) => each.name === name)?.value;
}
