import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { freePort } from '@goldenpath/process';
import { asDiskError } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { withPrivateFolder } from '../review/scratch';
import { platformTemplates } from '../scaffold/platform-templates';
import { scaffold } from '../scaffold/scaffold';
import { withDatabases } from '../rds/local-databases';
import type { OnDevEvent } from './events';
import { type Outside, type Opening, outsideOf } from './outside';
import { type DevPlan, planDev, type PlannedApp } from './plan-dev';
import { containersOf } from './pod';
import { findRedis, isRedis, startRedis } from './redis';
import { runApp } from './run-app';
import { startStub, type Stub } from './stub';
import type { LocalAddress } from './variables';

/** An application that runs from its repository. */
export interface DevApp {
  readonly name: string;
  /** The folder of its repository. @default `dist/dev/<name>/repository`, where it is scaffolded if it is missing */
  readonly repo?: string;
}

export interface DevOptions extends Omit<DevApp, 'name'> {
  /** The environment whose variables it has. @default `dev`, or the first of the application */
  readonly environment?: string;
  /** Applications that it calls, and that run for real. @default all are stubs */
  readonly with?: readonly DevApp[];
  readonly onEvent?: OnDevEvent;
}

/**
 * Runs an application with what it needs on this machine, until the signal of the fleet: PostgreSQL with its role and database, Redis where
 * this machine has it, and stubs of the applications that it calls. It starts again when a file of its repository changes.
 *
 * @returns when everything has ended.
 * @throws UserError where it cannot be started.
 */
export async function dev(context: FleetContext, name: string, options: DevOptions = {}): Promise<void> {
  const { repo, onEvent = () => undefined } = options;
  const real: readonly DevApp[] = [{ name, ...(repo !== undefined && { repo }) }, ...(options.with ?? [])];
  const apps = real.map((app) => app.name);
  assertDistinct(apps);
  const fleet = await loadValidFleet(context, apps);
  const environment = environmentOf(fleet, name, options.environment);
  const templates = platformTemplates(fleet.facts.platform, context.source.platformFile);
  const plan = planDev(fleet, environment, apps, templates);
  const base = path.join(path.dirname(context.source.platformFile), 'dist', 'dev');
  const folders = new Map<string, string>();
  for (const app of real) folders.set(app.name, await repositoryOf(context, app, path.join(base, app.name)));
  const out = path.join(base, name);
  if (context.signal.aborted) return;
  await withDatabases(context, { facts: fleet.facts, environment, apps, out }, async (databases) => {
    // What fails before the applications start is the reason that the servers end.
    databases.lost.catch(() => undefined);
    for (const service of databases.services) onEvent({ event: 'service', ...service });
    const opened: Stub[] = [];
    try {
      const runs: { readonly app: PlannedApp; readonly outside: Outside }[] = [];
      for (const app of plan.apps) {
        const opening = { context, out: path.join(base, app.name), onEvent, opened };
        runs.push({ app, outside: await outsideOf(context, app, databases, { ...opening, fleet, environment }) });
      }
      const local = await addresses(plan, { context, out, onEvent, opened });
      await withFolder(plan.apps, (ofRun) =>
        together(context.signal, databases.lost, (signal, finish) =>
          runs.map(async ({ app, outside }) => {
            await runApp(app, folders.get(app.name) ?? '', {
              context: { env: context.env, signal },
              folders: { app: app.name, ofRun, kept: path.join(base, app.name) },
              local,
              databases,
              outside,
              onEvent,
            });
            if (app.name === name && app.pod.isJob) finish();
          }),
        ),
      );
    } finally {
      await Promise.all(opened.map((stub) => stub.close()));
    }
  });
}

/**
 * Runs work with a folder for what is mounted, also secrets.
 *
 * @param work - Gets an empty text where nothing is mounted.
 */
function withFolder(apps: DevPlan['apps'], work: (folder: string) => Promise<void>): Promise<void> {
  const mounts = apps.flatMap(({ pod }) => containersOf(pod).flatMap((each) => each.mounts));
  const needsFolder = mounts.some(({ kind }) => kind !== 'volume' && kind !== 'unknown');
  return needsFolder ? withPrivateFolder('goldenpath-dev-', work) : work('');
}

/**
 * Waits until all runs have ended. If one of them fails or finishes the whole, or what they need is lost, the others are stopped.
 *
 * @param lost - Rejects when something that the runs need has ended.
 */
async function together(
  outer: AbortSignal,
  lost: Promise<never>,
  start: (signal: AbortSignal, finish: () => void) => readonly Promise<void>[],
): Promise<void> {
  const failed = new AbortController();
  let loss: { readonly error: unknown } | undefined;
  lost.catch((error: unknown) => {
    loss ??= outer.aborted ? undefined : { error };
    failed.abort();
  });
  const finished = new AbortController();
  const runs = start(AbortSignal.any([outer, failed.signal, finished.signal]), () => finished.abort());
  for (const run of runs) run.catch(() => failed.abort());
  const results = await Promise.allSettled(runs);
  if (loss !== undefined) throw loss.error;
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function assertDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new UserError(`${twice} is named twice.`, 'Name each application once: the first, or with `--with`.');
}

/** Gives every application and everything that is called an address of this machine. */
async function addresses(
  { apps, called }: DevPlan,
  { context, out, onEvent, opened }: Opening,
): Promise<ReadonlyMap<string, LocalAddress>> {
  const local = new Map<string, LocalAddress>();
  for (const { pod } of apps)
    for (const { name, port } of [pod, ...pod.processes]) {
      // A worker listens on nothing.
      if (port === undefined) continue;
      const taken = new Set([...local.values()].map((each) => each.port));
      local.set(name, { host: '127.0.0.1', port: await freePort(port, taken) });
    }
  for (const { service, answersHttp, image } of called) {
    const onRequest = (line: string) => onEvent({ event: 'log', name: service, line });
    const redis = image !== undefined && isRedis(image) ? findRedis(context.env) : undefined;
    const stub =
      redis === undefined
        ? await startStub(service, answersHttp, onRequest)
        : await startRedis(redis, { name: service, folder: path.join(out, service), env: context.env }, onEvent);
    opened.push(stub);
    local.set(service, stub);
    const address = `${answersHttp ? 'http://' : ''}${stub.host}:${stub.port}`;
    if (redis !== undefined) onEvent({ event: 'service', name: service, kind: 'redis', address, note: redis });
    else onEvent({ event: 'service', name: service, kind: 'stub', address, note: stubNote(service, image) });
  }
  return local;
}

function stubNote(service: string, image: string | undefined): string {
  if (image === undefined) return `stub; \`--with ${service}\` runs it for real`;
  return isRedis(image)
    ? 'stub that accepts connections: no redis-server or valkey-server is on the PATH'
    : `stub that accepts connections, in place of ${image}`;
}

function environmentOf({ facts }: ValidFleet, name: string, wanted: string | undefined): string {
  const own = facts.apps.find((app) => app.name === name)?.environments.map(({ environment }) => environment) ?? [];
  if (wanted !== undefined) assertKnown('environment', [wanted], own);
  const found = wanted ?? (own.includes('dev') ? 'dev' : own[0]);
  if (found === undefined) throw new Error(`${name} has no environment.`);
  return found;
}

/** The repository of an application. One that exists stays as it is. */
async function repositoryOf(context: FleetContext, { name, repo }: DevApp, folder: string): Promise<string> {
  const root = repo === undefined ? path.join(folder, 'repository') : path.resolve(context.cwd, repo);
  if (fs.existsSync(root) && hasEntries(root)) return fs.realpathSync(root);
  await scaffold(context, name, { out: root });
  return fs.realpathSync(root);
}

/** @throws UserError where it is not a folder, or may not be read. */
function hasEntries(folder: string): boolean {
  try {
    return fs.readdirSync(folder).length > 0;
  } catch (error) {
    throw asDiskError(error, folder, 'Nothing was started.', 'pass another folder with `--repo`');
  }
}
