import {
  type DesiredDatabase,
  dropDatabase,
  newPassword,
  type ProvisionResult,
  provisionDatabases,
  readDatabaseSecret,
} from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { accountOf } from '@goldenpath/extension';
import type { PreviewRecord } from '@goldenpath/gitops';
import type { RdsOptions } from '../rds/options';
import { openServers, type DatabaseServers } from '../rds/servers';
import { auditRecorder } from '../rds/record';
import { reconcileSecret } from '../rds/reconcile-secret';
import type { PreviewWorkspace } from './workspace';

function desiredOf({ app, environment, database }: PreviewRecord): DesiredDatabase | undefined {
  return database && { app, environment, connectionLimit: CONNECTIONS, ...database };
}

/** The shared instance serves the environment first. */
const CONNECTIONS = 10;

function rdsOptions(environment: string, { options: { local, out, caFile } }: PreviewWorkspace): RdsOptions {
  return {
    environment,
    ...(local !== undefined && { local }),
    ...(out !== undefined && { out }),
    ...(caFile !== undefined && { caFile }),
  };
}

async function serversOf({ environment }: PreviewRecord, work: PreviewWorkspace): Promise<DatabaseServers> {
  return openServers(work.context, accountOf(work.platform, environment).region, rdsOptions(environment, work));
}

/**
 * Makes the database of a preview with its role and its secret, or repairs them.
 *
 * @returns the titles of the steps that were done.
 */
export async function makeDatabase(record: PreviewRecord, work: PreviewWorkspace): Promise<readonly string[]> {
  const desired = desiredOf(record);
  if (desired === undefined) return [];
  const { signal } = work.context;
  const servers = await serversOf(record, work);
  return servers.withMaster(desired.instance, async (master) => {
    const { host, port } = master.server;
    const done: string[] = [];
    const first = { host, port, dbname: desired.database, username: desired.role, password: newPassword() };
    if ((await servers.store.read(desired.secretPath)) === undefined) {
      await servers.store.create?.(desired.secretPath, JSON.stringify(first), tagsOf(record));
      done.push(`create secret ${desired.secretPath}`);
    }
    const secret = await readDatabaseSecret(servers.store, desired);
    const [result] = await provisionDatabases(master, [{ desired, ...secret }], {
      signal,
      onEvent: (event) => {
        if (event.kind === 'step') work.options.onStep?.(event.title);
      },
    });
    if (result === undefined) throw new Error(`${desired.database} was not provisioned.`);
    await audit(result, 'preview-create', work);
    if (result.error !== undefined) throw result.error;
    await reconcileSecret(
      master,
      servers.store,
      { desired, ...secret, isChanged: result.status === 'changed' },
      signal,
    );
    return [...done, ...result.steps];
  });
}

/**
 * Drops the database of a preview with its roles, and removes its secret.
 *
 * @param stillApplies - Asked while no other run changes the server. With `false`, nothing is removed.
 * @returns the titles of the steps that were done.
 */
export async function removeDatabase(
  record: PreviewRecord,
  work: PreviewWorkspace,
  stillApplies: () => Promise<boolean>,
): Promise<readonly string[]> {
  const desired = desiredOf(record);
  if (desired === undefined) return [];
  const servers = await serversOf(record, work);
  const removeSecret = async () =>
    (await servers.store.remove?.(desired.secretPath)) === true ? [`remove secret ${desired.secretPath}`] : [];
  if (!servers.mayExist(desired.instance)) return removeSecret();
  const started = performance.now();
  try {
    return await servers.withMaster(desired.instance, async (master) => {
      const { signal } = work.context;
      const steps = await dropDatabase(master, desired, { signal, stillApplies, beside: removeSecret });
      const durationMs = Math.round(performance.now() - started);
      const result = { desired, status: 'changed', steps, kinds: [], extra: [], durationMs } as const;
      if (steps.length > 0) await audit(result, 'preview-drop', work);
      return steps;
    });
  } catch (error) {
    // Nothing is on an instance that does not exist.
    if (isUserError(error) && error.code === 'instance-missing') return removeSecret();
    throw error;
  }
}

async function audit(result: ProvisionResult, action: string, work: PreviewWorkspace): Promise<void> {
  await auditRecorder(work.context, rdsOptions(result.desired.environment, work)).record(result, action);
}

function tagsOf({ app, environment, owner, number }: PreviewRecord): Readonly<Record<string, string>> {
  return { id: app, owner, environment, 'managed-by': 'goldenpath', 'pull-request': String(number) };
}
