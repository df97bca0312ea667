import * as fs from 'node:fs';
import * as path from 'node:path';
import { isUserError } from '@goldenpath/errors';
import {
  UsageError,
  fleetSource,
  openFleet,
  repositoryOptions,
  manifestsFolder,
  readManifests,
  type PublishTarget,
  publishTargets,
  type Selected,
} from '@goldenpath/fleet';
import type { FleetFacts } from '@goldenpath/model';
import { shownUrl } from '@goldenpath/git';
import { type GitopsRequest, publishApps, type PublishedApp, publishedApps } from '@goldenpath/gitops';
import type { FleetSource } from '@goldenpath/spec';
import type { CommandContext, ExitCode } from '../command';
import { whileTalking } from '../gitops/talking';
import type { PublishFlags } from './flags';
import { publicationData, type Published, renderFailure, renderPublication } from './render';

/** Publishes what is selected, repository by repository; one that refuses does not keep the others from theirs. */
export async function runPublish(flags: PublishFlags, context: CommandContext): Promise<ExitCode> {
  const source = fleetSource(flags, context);
  const folder = manifestsFolder(flags, source.platformFile, context);
  const { facts, selected } = await select(source, flags);
  const targets = publishTargets(selected, facts.platform, flags, context);
  // Read once, and while the first repository is asked for its tip.
  let apps: readonly PublishedApp[] | undefined;
  const read = () => (apps ??= readApps(folder, facts, selected, flags, context));
  // Of several none is begun before all of it is known to be there.
  if (targets.length !== 1) read();
  const published = await whileTalking(`Publishing to ${placesOf(targets)}`, context, async (signal) => {
    const done: Published[] = [];
    for (const to of targets) done.push(await publishTo(to, facts, read, { flags, context, signal }, targets.length));
    return done;
  });
  report(published, flags, context);
  return published.some((each) => 'failure' in each) ? 1 : 0;
}

interface World {
  readonly flags: PublishFlags;
  readonly context: CommandContext;
  readonly signal: AbortSignal;
}

async function publishTo(
  to: PublishTarget,
  facts: FleetFacts,
  read: () => readonly PublishedApp[],
  { flags, context, signal }: World,
  count: number,
): Promise<Published> {
  const { platform } = facts;
  const request = (): GitopsRequest => ({
    organisation: platform.organisation,
    layout: platform.gitops.layout,
    apps: chosen(read(), to.apps),
    removed: to.removed,
    fleet: facts.apps.map(({ name }) => name),
    environments: platform.environments.map(({ name }) => name),
    accept: platform.accept,
  });
  try {
    const options = { ...repositoryOptions(context, flags, signal), dryRun: flags.dryRun === true };
    return { to, publication: await publishApps(to.target, request, options) };
  } catch (error) {
    // With one repository there is one answer; with many, each has its own.
    if (count === 1 || signal.aborted || !isUserError(error)) throw error;
    return { to, failure: error };
  }
}

function readApps(
  folder: string,
  { platform, ...facts }: FleetFacts,
  selected: Selected,
  { only }: PublishFlags,
  context: CommandContext,
): readonly PublishedApp[] {
  // What only goes needs nothing that was synthesised.
  if (only !== undefined && selected.apps.length === 0) return [];
  const named = only === undefined ? [] : selected.apps.map(({ name }) => name);
  return publishedApps(selected.apps, platform, readManifests(folder, { platform, ...facts }, named, context));
}

function chosen(apps: readonly PublishedApp[], names: readonly string[]): PublishedApp[] {
  const wanted = new Set(names);
  return apps.filter(({ name }) => wanted.has(name));
}

/** The fleet, and which of it is published: by name, also what left the fleet and may still be in the repository. */
async function select(source: FleetSource, flags: PublishFlags): Promise<{ facts: FleetFacts; selected: Selected }> {
  const { only } = flags;
  if (only?.length === 0) throw new UsageError('`--only` names no application.', 'Name some, or leave `--only` out.');
  const names = [...new Set(only)];
  const there = names.filter((name) => isFolderName(name) && fs.existsSync(path.join(source.appsFolder, name)));
  const { facts } = await openFleet(source, there);
  if (only === undefined) return { facts, selected: { apps: facts.apps, gone: [] } };
  const apps = facts.apps.filter(({ name }) => names.includes(name));
  return { facts, selected: { apps, gone: names.filter((name) => !apps.some((app) => app.name === name)) } };
}

function isFolderName(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name);
}

function placesOf([first, ...rest]: readonly PublishTarget[]): string {
  if (first === undefined) return 'no repository';
  return rest.length === 0 ? shownUrl(first.target.url) : `${rest.length + 1} repositories`;
}

function report(published: readonly Published[], flags: PublishFlags, context: CommandContext): void {
  const dryRun = flags.dryRun === true;
  if (flags.json === true) {
    context.stdout(`${JSON.stringify(publicationData(published, dryRun), null, 2)}\n`);
    return;
  }
  for (const each of published) {
    if ('failure' in each) context.stderr(renderFailure(each.to, each.failure, context));
    else context.stdout(renderPublication(each.to, each.publication, dryRun, context));
  }
  if (published.length === 0) context.stdout('Nothing to publish: no application has manifests.\n');
}
