import { counted, type PartReview } from '@goldenpath/extension';
import type { CredentialsPart } from './types';

/** The review of credentials. */
export const review: PartReview<CredentialsPart> = {
  graph: (credentials) => {
    const { secretName, variables, composed } = credentials;
    const isSealed = 'sealed' in credentials;
    return {
      nodes: [
        {
          id: 'external-secret',
          kind: isSealed ? 'sealed secret' : 'external secret',
          name: secretName,
          facts: [counted(variables.length + (composed?.length ?? 0), 'variable')],
          objects: [`${isSealed ? 'SealedSecret' : 'ExternalSecret'}/${secretName}`],
        },
      ],
      links: [
        { from: 'workload', to: 'external-secret' },
        ...(isSealed ? [] : [{ from: 'external-secret', to: 'secret' }]),
      ],
    };
  },
  graphRank: 60,
  fields: [
    {
      path: 'database.variables',
      rank: 137,
      inEnvironment: (credentials, [name = '']) =>
        credentials?.composed?.find(({ variable }) => variable === name)?.template,
    },
  ],
  platformFields: [
    { path: 'secretStore', inEnvironment: (credentials) => credentials },
    { path: 'kubernetes.reloader', inEnvironment: (credentials) => credentials?.reloads },
  ],
};
