import type { PartReview } from '@goldenpath/extension';
import { PRICES } from '../../prices';
import type { DatabaseAccessPart } from '../types';
import { accessDropped } from './access-dropped';
import { accessGained } from './access-gained';

/** The review of access to databases of other applications. */
export const review: PartReview<DatabaseAccessPart> = {
  rules: [accessDropped],
  findings: { 'privilege-gained': accessGained },
  priced: ({ databases }) =>
    Object.keys(databases).map((app) => ({
      slot: `secret-of-${app}`,
      what: `the secret for the database of ${app}`,
      price: PRICES.secret,
    })),
  graph: ({ databases }) => ({
    nodes: Object.entries(databases).flatMap(([app, { access, database, username, secret, credentials }]) => {
      const kind = 'sealed' in credentials ? 'SealedSecret' : 'ExternalSecret';
      return [
        {
          id: `database-secret-${app}`,
          kind: 'secret',
          name: secret.path,
          facts: [`${kind} ${credentials.secretName}`],
          objects: [`${kind}/${credentials.secretName}`],
          resources: { platform: false, types: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'] },
        },
        {
          id: `database-of-${app}`,
          kind: 'database',
          name: database,
          facts: [`of ${app}`, access, `user ${username}`],
        },
      ];
    }),
    links: Object.keys(databases).flatMap((app) => [
      { from: 'workload', to: `database-secret-${app}` },
      { from: `database-secret-${app}`, to: `database-of-${app}` },
    ]),
  }),
  graphRank: 65,
  fields: [
    {
      path: 'databases',
      rank: 139,
      inEnvironment: (part, [app = '']) => part?.databases[app],
    },
  ],
  platformFields: [
    { path: 'secretStore', inEnvironment: (part) => part },
    { path: 'kubernetes.reloader', inEnvironment: (part) => part?.reloads },
    { path: 'postgres', inEnvironment: (part) => part },
    { path: 'environments.databases', inEnvironment: (part) => part },
  ],
  replacedBy: {
    aws_secretsmanager_secret: ['name', 'name_prefix'],
    aws_secretsmanager_secret_version: ['secret_binary', 'secret_id', 'secret_string', 'secret_string_wo_version'],
  },
};
