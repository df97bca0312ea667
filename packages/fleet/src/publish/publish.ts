import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type GitopsPublication,
  type GitopsRequest,
  publishApps,
  type PublishedApp,
  publishedApps,
  publishedPlatform,
} from '@goldenpath/gitops';
import { shownUrl } from '@goldenpath/git';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { repositoryOptions } from '../gitops/repository';
import { type FactsOfFleet, loadResolvedFleet } from '../load/load-resolved-fleet';
import { assertKnown } from '../load/assert-known';
import { isUserError, UserError } from '@goldenpath/errors';
import type { PublishOptions } from './options';
import { assertNoFolder, manifestsFolder, manifestsIn, readManifests } from './synthesised-manifests';
import { type PublishTarget, publishTargets, type Selected } from './targets';

/** The result for one repository. */
export type Published = { readonly to: PublishTarget } & (
  | { readonly publication: GitopsPublication }
  | { readonly failure: UserError }
);

/**
 * Commits manifests to the GitOps repositories, one after another. If one repository fails, the others are still published.
 *
 * @throws The repository's error when there is only one repository.
 */
export async function publish(context: FleetContext, options: PublishOptions = {}): Promise<Published[]> {
  const folder =
    context.snapshot === undefined ? manifestsFolder(options, context.source.platformFile, context) : undefined;
  if (folder === undefined) assertNoFolder(options);
  const { selected, ...fleet } = await select(context, options);
  const { facts, registry } = fleet;
  const known = facts.platform.environments.map(({ name }) => name);
  assertKnown('environment', options.environments ?? [], known);
  const targets = publishTargets(selected, { platform: facts.platform, registry }, options, context);
  // Read once, while the tip of the first repository is fetched.
  let files: ReadFiles | undefined;
  const read = () => (files ??= readFiles(folder, fleet, selected, options, context));
  // With several repositories, all manifests are checked before any repository is changed.
  if (targets.length !== 1) read();
  context.onProgress({ kind: 'repositories', urls: targets.map(({ target }) => shownUrl(target.url)) });
  const published: Published[] = [];
  for (const to of targets)
    published.push(await publishTo(to, { facts, read, options, context, isOnly: targets.length === 1 }));
  return published;
}

interface PublishRun {
  readonly facts: FleetFacts;
  readonly read: () => ReadFiles;
  readonly options: PublishOptions;
  readonly context: FleetContext;
  /** With one repository an error is thrown. With several, each has its own result. */
  readonly isOnly: boolean;
}

async function publishTo(to: PublishTarget, { facts, read, options, context, isOnly }: PublishRun): Promise<Published> {
  const { platform } = facts;
  const request = (): GitopsRequest => ({
    organisation: platform.organisation,
    layout: platform.gitops.layout,
    apps: [...(to.platform === true ? read().platform : []), ...chosen(read().apps, to.apps)],
    removed: to.removed,
    fleet: facts.apps.map(({ name }) => name),
    environments: platform.environments.map(({ name }) => name),
    accept: platform.accept,
    ...(options.environments !== undefined && { scope: { only: options.environments } }),
  });
  try {
    const settings = { ...repositoryOptions(context, options), dryRun: options.dryRun === true };
    return { to, publication: await publishApps(to.target, request, settings) };
  } catch (error) {
    if (isOnly || context.signal.aborted || !isUserError(error)) throw error;
    return { to, failure: error };
  }
}

/** The synthesised manifests. */
interface ReadFiles {
  readonly apps: readonly PublishedApp[];
  readonly platform: readonly PublishedApp[];
}

function readFiles(
  folder: string | undefined,
  fleet: FactsOfFleet,
  selected: Selected,
  { apps: only }: PublishOptions,
  context: FleetContext,
): ReadFiles {
  // If applications are only removed, no synthesised files are needed.
  if (only !== undefined && selected.apps.length === 0) return { apps: [], platform: [] };
  const named = only === undefined ? [] : selected.apps.map(({ name }) => name);
  const files = folder === undefined ? manifestsIn(fleet.units ?? []) : readManifests(folder, fleet, named, context);
  return {
    apps: publishedApps(selected.apps, fleet.facts.platform, files, fleet.registry),
    platform: publishedPlatform(files),
  };
}

function chosen(apps: readonly PublishedApp[], names: readonly string[]): PublishedApp[] {
  const wanted = new Set(names);
  return apps.filter(({ name }) => wanted.has(name));
}

/** Returns the fleet and the selected applications. Names can also refer to applications that left the fleet. */
async function select(
  context: FleetContext,
  { apps: only, environments }: PublishOptions,
): Promise<FactsOfFleet & { readonly selected: Selected }> {
  if (environments?.length === 0) throw new UserError('`--env` is empty.', 'Pass environments, or leave `--env` out.');
  if (only?.length === 0) throw new UserError('`--only` is empty.', 'Pass application names, or leave `--only` out.');
  const names = [...new Set(only)];
  const { appsFolder } = context.source;
  // A snapshot is valid as a whole, and is all that is read.
  const there = names.filter(
    (name) => context.snapshot === undefined && isFolderName(name) && fs.existsSync(path.join(appsFolder, name)),
  );
  const fleet = await loadResolvedFleet(context, there);
  const { facts } = fleet;
  if (only === undefined) return { ...fleet, selected: { apps: facts.apps, gone: [] } };
  const apps = facts.apps.filter(({ name }) => names.includes(name));
  return { ...fleet, selected: { apps, gone: names.filter((name) => !apps.some((app) => app.name === name)) } };
}

function isFolderName(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name);
}
