import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, AppInEnvironment, PlatformDatabases, PlatformFacts, StackFacts } from '@goldenpath/model';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from '../open-stack';
import { databaseAddress } from '../parts/database-address';
import { RISK_POLICY } from '../parts/risk';
import { addSecret } from '../parts/secret';
import { useAws, useRandom } from '../providers';
import { stackFile } from '../synthesis/stack-file';

/**
 * The stack `app-<name>-<environment>`: what an application has in the cloud of one environment; undefined where it has
 * nothing there.
 */
export function environmentStack(
  app: AppFacts,
  inEnvironment: AppInEnvironment,
  platform: PlatformFacts,
): GeneratedFile | undefined {
  const { stack } = inEnvironment;
  if (stack === undefined) return undefined;
  return stackFile((root) => buildEnvironmentStack(root, stack, app, inEnvironment, platform));
}

/** The same as a construct, below any root. */
export function buildEnvironmentStack(
  root: Construct,
  facts: StackFacts,
  { risk }: AppFacts,
  { database, environment, tags }: AppInEnvironment,
  platform: PlatformFacts,
): TerraformStack {
  const stack = openStack(root, facts);
  if (database !== undefined) {
    useAws(stack, platform.aws);
    useRandom(stack);
    const address = databaseAddress(stack, database, databasesOf(platform, environment), tags);
    addSecret(stack, { database, address, tags, recoveryDays: RISK_POLICY[risk].secretRecoveryDays });
  }
  return stack;
}

function databasesOf(platform: PlatformFacts, environment: string): PlatformDatabases {
  const databases = platform.environments.find(({ name }) => name === environment)?.database;
  if (databases === undefined)
    throw new Error(`The facts have a database in ${environment}, where the platform has none.`);
  return databases;
}
