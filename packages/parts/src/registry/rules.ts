import { type AppContext, quote, type Rule } from '@goldenpath/extension';
import type { WorkloadSettings } from '../workload/settings';
import { pushSubjects } from './facts';

/** The default limit of IAM for a trust policy, in characters. The quota can be raised to 4,096. */
const MOST_IN_POLICY = 2_048;
/** The rest of the policy is shorter than this. */
const RESERVED = 450;

/** The trust policy of the push role lists each environment of the application, and IAM limits its length. */
export const environmentsFitTrustPolicy: Rule<AppContext> = {
  name: 'too-many-environments',
  reads: ['environments', 'name', 'image'],
  check: ({ written, spec: { name, environments, general }, platform }) => {
    if ((general['workload'] as WorkloadSettings | undefined)?.image !== undefined) return [];
    const length = JSON.stringify(pushSubjects(platform, name, environments)).length;
    if (length <= MOST_IN_POLICY - RESERVED) return [];
    return [
      {
        path: [written['environments'] === undefined ? 'name' : 'environments'],
        message:
          `The ${environments.length} environments of ${quote(name)} make the trust policy of its push role too long: ` +
          'IAM takes 2,048 characters (a quota that can be raised to 4,096).',
        remedy: 'List fewer `environments` for this application, or give them shorter names in the platform file.',
      },
    ];
  },
};

export const rules: readonly Rule<AppContext>[] = [environmentsFitTrustPolicy];
