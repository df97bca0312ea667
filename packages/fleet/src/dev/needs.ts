import * as path from 'node:path';
import { type AwsNeed, type DevelopmentNeed, type RedisNeed, runHook } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import type { ValidFleet } from '../load/load-valid-fleet';
import type { OnDevEvent } from './events';
import { findRedis, startRedis } from './redis';
import type { Stub } from './stub';

/** What replaces the resources outside of the pods. */
export interface LocalNeeds {
  /** Variables for the SDKs of AWS. */
  readonly variables: Readonly<Record<string, string>>;
  /** The contents of secrets by their names. */
  readonly secrets: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** The secrets of what is missing on this machine. */
  readonly without: ReadonlySet<string>;
}

/** Returns what an application needs outside of its pods, in the order of its parts. */
export function needsOf({ facts, registry }: ValidFleet, environment: string, name: string): DevelopmentNeed[] {
  const app = facts.apps.find((each) => each.name === name);
  const here = app?.environments.find((each) => each.environment === environment);
  if (app === undefined || here === undefined) return [];
  return registry.partsOf(app.kind).flatMap((part) => {
    const own = part.factsOf(here);
    if (own === undefined || part.developmentNeeds === undefined) return [];
    return runHook(part.name, `what ${name} needs for development`, () => part.developmentNeeds?.(own)) ?? [];
  });
}

/** What is needed to open the needs of an application. */
export interface NeedsInput {
  readonly name: string;
  readonly needs: readonly DevelopmentNeed[];
  readonly context: Pick<FleetContext, 'env'>;
  /** The folder of the data. */
  readonly out: string;
  readonly onEvent: OnDevEvent;
  /** What has to be closed. */
  readonly opened: Stub[];
}

/** Starts servers of Redis, finds the servers in place of AWS, and says what is missing. */
export async function openNeeds(input: NeedsInput): Promise<LocalNeeds> {
  const ofAws = input.needs.filter((need) => need.kind === 'aws');
  const secrets = new Map<string, Readonly<Record<string, unknown>>>();
  const without = new Set<string>();
  for (const need of input.needs) {
    if (need.kind !== 'redis') continue;
    const server = await redisFor(need, input);
    if (server === undefined) without.add(need.secretPath);
    // Redis without passwords takes any from the user `default`.
    else secrets.set(need.secretPath, { host: server.host, port: server.port, username: 'default', password: 'local' });
  }
  return { variables: awsVariables(ofAws, input), secrets, without };
}

async function redisFor({ what, secretPath }: RedisNeed, input: NeedsInput): Promise<Stub | undefined> {
  const { name, context, out, onEvent, opened } = input;
  const program = findRedis(context.env);
  if (program === undefined) {
    const remedy = 'Put redis-server or valkey-server on the PATH. Until then, its variables are not set.';
    onEvent({ event: 'missing', name, what, remedy });
    return undefined;
  }
  const folder = path.join(out, `cache-${path.posix.basename(secretPath)}`);
  const server = await startRedis(program, { name: what, folder, env: context.env }, onEvent);
  opened.push(server);
  onEvent({ event: 'service', name: what, kind: 'redis', address: `${server.host}:${server.port}`, note: program });
  return server;
}

/** A server on this machine takes any credentials. Those of this machine are not passed on. */
function awsVariables(needs: readonly AwsNeed[], { name, context, onEvent }: NeedsInput): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { service, what, resourceName, variable } of needs) {
    const own = `AWS_ENDPOINT_URL_${service}`;
    const from = [own, 'AWS_ENDPOINT_URL'].find((each) => (context.env[each] ?? '') !== '');
    const address = from === undefined ? undefined : context.env[from];
    if (from === undefined || address === undefined) {
      const remedy = `${variable} names ${resourceName} in AWS, and no credentials are passed on. Set ${own} or AWS_ENDPOINT_URL to a server on this machine.`;
      onEvent({ event: 'missing', name, what, remedy });
      continue;
    }
    onEvent({ event: 'service', name: what, kind: 'aws', address, note: `${resourceName}, at ${from}` });
    Object.assign(variables, { [from]: address, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  }
  return variables;
}
