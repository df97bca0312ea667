import { type AppContext, quote, type Rule } from '@goldenpath/extension';
import type { WorkloadSettings } from '../workload/settings';
import { githubProviderArn, LONGEST_POLICY, trustedWorkflows, trustPolicy } from './trust';

/**
 * IAM limits the length of a trust policy. Where it can name the delivery workflow, that of the push role always fits. Elsewhere it has to
 * list each environment of the application.
 */
export const environmentsFitTrustPolicy: Rule<AppContext> = {
  name: 'too-many-environments',
  reads: ['environments', 'name', 'image'],
  check: ({ written, spec: { name, environments, general }, platform }) => {
    if ((general['workload'] as WorkloadSettings | undefined)?.image !== undefined) return [];
    const trusted = trustedWorkflows(platform, name, environments, {
      partition: platform.registryAccount.partition,
      oidcProviderArn: githubProviderArn(platform.registryAccount),
    });
    if (JSON.stringify(trustPolicy(trusted)).length <= LONGEST_POLICY) return [];
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
