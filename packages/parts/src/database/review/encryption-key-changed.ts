import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Keep `databases.kmsKey`. Or move the data: take a snapshot, copy it with the new key (`aws rds copy-db-snapshot --kms-key-id`), and create the instance from the copy (`restoreFrom`).';

/** Reports an instance that gets another key, which replaces it. */
export const encryptionKeyChanged: DatabaseRule = {
  id: 'encryption-key-changed',
  rank: 12,
  severity: 'danger',
  firesOn:
    'An RDS instance that gets another KMS key. The storage keeps its key, so the instance is replaced by an empty one.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      if (base === undefined || head === undefined || base.kmsKeyArn === head.kmsKeyArn) return [];
      const message = `The instance ${head.identifier} in ${environment.name} gets ${head.kmsKeyArn === undefined ? 'the key of AWS' : `the key ${head.kmsKeyArn}`} instead of ${base.kmsKeyArn ?? 'the key of AWS'}, which replaces it: its data stays in the last snapshot only.`;
      return [findingIn(scope, 'danger', message, REMEDY)];
    }),
};
