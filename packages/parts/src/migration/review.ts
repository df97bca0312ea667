import { findingIn, type PartReview, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import { textsOf } from '../configuration/review/texts';
import type { MigrationPart } from './types';

const REMEDY =
  'Make sure that the new version works with the data as it is, or that something else changes the data before the release.';

/** Reports a rollout that no longer waits for its migration. */
const migrationDropped: ReviewRule<MigrationPart, undefined, undefined> = {
  id: 'migration-dropped',
  rank: 85,
  severity: 'warning, in production danger',
  firesOn: 'An application that keeps running and no longer has its `migration`.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      if (base === undefined || head !== undefined || of.head === undefined) return [];
      const command = base.pods.command?.join(' ') ?? '';
      const message = `${app} no longer runs \`${command}\` before a rollout in ${environment}.`;
      return [findingIn(pair, severityIn(of.environment), message, REMEDY)];
    }),
};

/** The review of migrations. */
export const review: PartReview<MigrationPart> = {
  rules: [migrationDropped],
  graph: ({ pods, activeDeadlineSeconds }) => ({
    nodes: [
      {
        id: 'migration',
        kind: 'job',
        name: pods.name,
        facts: ['before each rollout', `at most ${activeDeadlineSeconds} seconds`],
        objects: [`Job/${pods.name}`],
      },
    ],
    links: [
      { from: 'workload', to: 'migration' },
      { from: 'migration', to: 'database' },
    ],
  }),
  graphRank: 35,
  fields: [
    { path: 'migration.command', rank: 462, isOrdered: true, inEnvironment: (facts) => facts?.pods.command },
    { path: 'migration.args', rank: 463, isOrdered: true, inEnvironment: (facts) => facts?.pods.args },
    { path: 'migration.env', rank: 467, inEnvironment: (facts) => facts?.env },
    { path: 'migration.activeDeadlineSeconds', rank: 464, inEnvironment: (facts) => facts?.activeDeadlineSeconds },
    { path: 'migration.backoffLimit', rank: 465, inEnvironment: (facts) => facts?.backoffLimit },
    {
      path: 'migration.volumes',
      rank: 466,
      inEnvironment: (facts) => facts && [facts.pods.temporaryFiles, facts.pods.emptyDirs],
    },
  ],
  plainTexts: ({ pods: { command = [], args }, env }) => ({
    args: [...command, ...args],
    variables: textsOf('migration', env),
  }),
};
