import { masterSecretName } from '@goldenpath/database';
import { UserError } from '@goldenpath/errors';
import { accountOf, type SecretStoreType } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';
import { provisioningJob } from '@goldenpath/parts';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet } from '../load/load-valid-fleet';
import { byInstance } from './by-instance';
import { desiredDatabases, portsOf } from './desired';
import { MASTER_FILE, secretFile, type JobRequest } from './job-request';
import type { RdsJob, RdsJobOptions } from './options';
import { masterSecretOf } from './servers';

/**
 * Makes the objects of Jobs that provision the databases of an environment from inside the cluster: one for each instance.
 *
 * @throws UserError where a name is not known, or an instance is not deployed and no secret of its master is given.
 */
export async function job(context: FleetContext, options: RdsJobOptions): Promise<RdsJob> {
  const { environment, apps = [], image, namespace = 'goldenpath', masterSecret } = options;
  const { facts, loaded, isFlawless } = await loadValidFleet(context, apps);
  assertKnown(
    'environment',
    [environment],
    facts.platform.environments.map(({ name }) => name),
  );
  const { name, kind, refreshInterval, type } = loaded.platform.secretStore;
  assertReadsAws(type);
  const ports = portsOf(facts, environment);
  const { region } = accountOf(facts.platform, environment);
  const objects: object[] = [];
  const databases = desiredDatabases(facts, environment, apps, isFlawless);
  for (const { instance, items } of byInstance(databases, (one) => one.instance)) {
    const request: JobRequest = { environment, databases: items };
    const master =
      masterSecret ?? (await masterSecretName(instance, { region, masterSecret: masterSecretOf(environment) }));
    objects.push(
      ...provisioningJob({
        environment,
        instance: instance.identifier,
        namespace,
        image,
        port: ports.get(instance.identifier) ?? 5432,
        request: JSON.stringify(request, null, 2),
        secrets: [
          { file: MASTER_FILE, remote: master },
          ...items.map((desired) => ({ file: secretFile(desired), remote: desired.secretPath })),
        ],
        store: { name, kind, refreshInterval },
      }),
    );
  }
  return { environment, objects, text: objects.map((object) => `---\n${yamlText(object)}`).join('') };
}

/** The Job gets the passwords from Secrets Manager, where Terraform and RDS keep them. */
function assertReadsAws(type: SecretStoreType): void {
  if (type === 'aws-secrets-manager') return;
  throw new UserError(
    `The Job reads passwords from AWS Secrets Manager with the External Secrets Operator, and \`secretStore.type\` is \`${type}\`.`,
    'Run `goldenpath rds provision` where the network reaches the instance, for example through a tunnel.',
  );
}
