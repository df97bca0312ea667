import type { AppFacts, AppInEnvironment, FleetFacts, PlatformFacts, StackFacts } from '@goldenpath/model';
import { keyOf } from '../synth/plan';

/** A stack, where it belongs, and a hash of exactly what it is made from. */
export interface KeyedStack {
  readonly stack: StackFacts;
  /** `null`: the platform's own. */
  readonly app: string | null;
  /** `null`: what an application has once, in no environment. */
  readonly environment: string | null;
  readonly key: string;
}

/** What an application has in the cluster, by environment: a hash of what it is made from. */
export interface KeyedManifests {
  readonly app: string;
  readonly environments: ReadonlyMap<string, string>;
}

/**
 * Every stack of a fleet. The hashes are narrower than those that a synthesis keeps, which may make one stack too many: here one
 * too many is a deployment that somebody has to approve, to no purpose.
 */
export function keyedStacks({ platform, apps }: FleetFacts): KeyedStack[] {
  return [...platformStacks(platform), ...apps.flatMap((app) => appStacks(app, platform))];
}

function platformStacks({ environments, aws }: PlatformFacts): KeyedStack[] {
  return environments.flatMap(({ name, database, stack }) =>
    stack === undefined ? [] : [{ stack, app: null, environment: name, key: keyOf(stack, database, aws) }],
  );
}

function appStacks(app: AppFacts, { aws }: PlatformFacts): KeyedStack[] {
  const { name, stack, repository, registry, risk, tags } = app;
  const own =
    stack === undefined
      ? []
      : [{ stack, app: name, environment: null, key: keyOf(stack, repository, registry, risk, tags, aws) }];
  const inEnvironments = app.environments.flatMap((facts) =>
    facts.stack === undefined
      ? []
      : [
          {
            stack: facts.stack,
            app: name,
            environment: facts.environment,
            key: keyOf(facts.stack, facts.database, facts.tags, risk, aws),
          },
        ],
  );
  return [...own, ...inEnvironments];
}

/** Of every application that runs in the cluster, what it is made from there. */
export function keyedManifests({ apps }: FleetFacts): KeyedManifests[] {
  return apps
    .map((app) => ({ app: app.name, environments: new Map(app.environments.flatMap(inCluster)) }))
    .filter(({ environments }) => environments.size > 0);
}

function inCluster(facts: AppInEnvironment): [string, string][] {
  // What it has in the cloud alone is in its stacks.
  const { stack: _stack, database: _database, tags: _tags, ...made } = facts;
  return facts.workload === undefined ? [] : [[facts.environment, keyOf(made)]];
}
