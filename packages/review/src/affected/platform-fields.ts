import type { AppFacts, AppInEnvironment, PlatformEnvironment, PlatformFacts, Registry } from '@goldenpath/extension';

/** What a platform setting can affect: an application in an environment, what it has once, or the platform itself. */
export interface PlatformUser {
  readonly platform: PlatformFacts;
  readonly app?: AppFacts | undefined;
  /** The application in the environment. */
  readonly here?: AppInEnvironment | undefined;
  readonly environment?: PlatformEnvironment | undefined;
}

/** A field of the platform file, including all fields below it, and its effect. */
export interface PlatformField {
  /** Such as `ingress`, or `environments.host` for a field of an environment. */
  readonly path: string;
  /** Returns the value of the field's effect. Equal values in base and head mean no effect. */
  readonly read: (user: PlatformUser) => unknown;
}

/** The account of a stack, if there is one. */
function accountRead({ here, app, environment, platform }: PlatformUser): unknown {
  if (here === undefined) return app === undefined ? environment?.aws : platform.registryAccount;
  return here.stack && platform.environments.find(({ name }) => name === here.environment)?.aws;
}

function stackRead({ here, app, environment }: PlatformUser): unknown {
  return here === undefined ? (app?.stack ?? environment?.stack) : here.stack;
}

const nothing = (): undefined => undefined;

const GENERAL: readonly PlatformField[] = [
  { path: 'organisation', read: ({ here }) => here?.labels['app.kubernetes.io/part-of'] },
  { path: 'aws', read: accountRead },
  { path: 'environments.aws', read: accountRead },
  { path: 'environments.aws.state', read: stackRead },
  { path: 'environments.cluster', read: nothing },
  { path: 'teams', read: nothing },
  { path: 'kubernetes.namespace', read: ({ here }) => here?.namespace },
  { path: 'kubernetes.quotas', read: nothing },
  { path: 'components', read: nothing },
  { path: 'gitops', read: nothing },
  { path: 'delivery', read: nothing },
  { path: 'environments.gates', read: nothing },
  { path: 'applicationNames', read: nothing },
  { path: 'runtimes', read: nothing },
  { path: 'codeOwners', read: nothing },
  { path: 'backstage', read: nothing },
  { path: 'accept', read: nothing },
  { path: 'state', read: stackRead },
];

/**
 * Returns the known fields of the platform file and their effects. A field that is not listed counts as a reason for everything affected.
 */
export function platformFields(registry: Registry): PlatformField[] {
  return [...GENERAL, ...partFields(registry)];
}

function partFields({ parts }: Registry): PlatformField[] {
  return parts.flatMap((part) =>
    (part.review?.().platformFields ?? []).map(({ path, inEnvironment, once, platform }): PlatformField => ({
      path,
      read: ({ here, app, environment }) => {
        const shared: unknown = environment && part.sharedOf(environment);
        if (here !== undefined) return inEnvironment?.(part.factsOf(here), shared);
        return app === undefined ? platform?.(shared) : once?.(part.onceOf(app));
      },
    })),
  );
}
