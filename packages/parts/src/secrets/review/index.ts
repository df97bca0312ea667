import { counted, type PartReview } from '@goldenpath/extension';
import type { SecretsPart } from '../types';
import { entriesOf } from './entries';
import { lostOwnSecrets } from './lost-own-secrets';
import { secretRead } from './secret-read';
import { secretRemoved } from './secret-removed';
import { secretWithoutValue } from './secret-without-value';

/** The review of secrets. */
export const review: PartReview<SecretsPart> = {
  rules: [secretWithoutValue, secretRead, secretRemoved],
  findings: { 'secret-loss': lostOwnSecrets },
  graph: (facts) => {
    const { variables, files, created } = facts;
    const groups = [variables, files].flatMap((made) => made ?? []);
    const name = groups.map(({ secretName }) => secretName);
    const isSealed = groups.some((made) => 'sealed' in made);
    return {
      nodes: [
        {
          id: 'secrets',
          kind: isSealed ? 'sealed secret' : 'external secret',
          name: name.join(', '),
          facts: [
            ...(variables === undefined ? [] : [counted(variables.entries.length, 'variable')]),
            ...(files === undefined ? [] : [counted(files.entries.length, 'file')]),
            ...(created.length === 0 ? [] : [`${counted(created.length, 'secret')} of its own`]),
          ],
          objects: name.map((each) => `${isSealed ? 'SealedSecret' : 'ExternalSecret'}/${each}`),
        },
      ],
      links: [{ from: 'workload', to: 'secrets' }],
    };
  },
  graphRank: 65,
  fields: [
    {
      path: 'secrets',
      rank: 445,
      inEnvironment: (facts, [name = '']) => entriesOf(facts).find(({ key }) => key === name),
    },
  ],
  platformFields: [
    { path: 'secretStore', inEnvironment: (facts) => facts && [facts.variables, facts.files, facts.created] },
    { path: 'kubernetes.reloader', inEnvironment: (facts) => facts?.reloads },
    { path: 'environments.databases.kmsKey', inEnvironment: (facts) => facts?.created },
  ],
};
