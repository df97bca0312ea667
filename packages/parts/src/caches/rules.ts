import { type AppContext, type Problem, type Rule, valueAt } from '@goldenpath/extension';
import { overridesExist } from '../cloud/rules';

const isUsed = (written: AppContext['written'], path: readonly string[]) =>
  Object.keys(Object(valueAt(written, path))).length > 0;

/** A cache is in the network of the databases, and its password is in Secrets Manager. */
export const cachesHaveNetwork: Rule<AppContext> = {
  name: 'no-cache-network',
  reads: ['environments', 'secretStore'],
  check: ({ spec, written, platform: { environments, secretStore } }): Problem[] => {
    if (!isUsed(written, ['caches'])) return [];
    const problem = (message: string, remedy: string): Problem => ({ path: ['caches'], at: 'key', message, remedy });
    const without = environments.filter(
      ({ name, databases }) => spec.environments.includes(name) && databases === undefined,
    );
    if (without.length > 0) {
      const listed = without.map(({ name }) => name).join(', ');
      const fields = without.map(({ name }) => `\`environments.${name}.databases.network\``).join(', ');
      return [
        problem(
          `\`caches\` are in the network of the databases, and the platform file has none for ${listed}.`,
          `Set ${fields} in the platform file, or leave ${listed} out of \`environments\`.`,
        ),
      ];
    }
    if (secretStore.type === 'aws-secrets-manager') return [];
    return [
      problem(
        `The password of a cache is in AWS Secrets Manager, and the secret store of this platform is \`${secretStore.type}\`.`,
        'Set `secretStore.type: aws-secrets-manager` in the platform file, or do without `caches`.',
      ),
    ];
  },
};

export const rules: readonly Rule<AppContext>[] = [overridesExist('caches', 'cache'), cachesHaveNetwork];
