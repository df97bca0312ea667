import type { AppFacts, AppInEnvironment, PlatformEnvironment, PlatformFacts } from '@goldenpath/model';

/** What a value of the platform file may have come to: an application in an environment, what it has once, or the platform's own. */
export interface PlatformUser {
  readonly platform: PlatformFacts;
  readonly app?: AppFacts | undefined;
  readonly place?: AppInEnvironment | undefined;
  readonly environment?: PlatformEnvironment | undefined;
}

/** A field of the platform file, or all fields below one, and what it has come to. */
export interface PlatformField {
  /** Such as `ingress`; of an environment `environments.host`. */
  readonly path: string;
  /** What it makes; the same on both sides where it makes nothing of this. */
  read(user: PlatformUser): unknown;
}

const databaseOf = ({ place, environment }: PlatformUser) => [
  place?.database?.instance,
  place === undefined && environment?.database,
  // An instance of its own is placed in the network of the environment.
  place?.database?.instance.mode === 'dedicated' && environment?.database?.network,
];
const imageOf = ({ place, app }: PlatformUser) => place?.workload?.image ?? app?.registry?.url;

/** Fields of the platform file, and who notices. One that is not here is a reason for whatever is affected. */
export const PLATFORM_FIELDS: readonly PlatformField[] = [
  {
    path: 'organisation',
    read: ({ place, app, environment }) =>
      place?.labels['app.kubernetes.io/part-of'] ?? app?.repository?.organisation ?? environment?.database?.tags,
  },
  { path: 'domain', read: ({ place }) => place?.route?.host },
  {
    path: 'aws',
    read: (user) => [
      imageOf(user),
      user.place !== undefined && user.place.stack === undefined ? undefined : user.platform.aws,
    ],
  },
  { path: 'registry', read: imageOf },
  { path: 'teams', read: nothing },
  { path: 'kubernetes.namespace', read: ({ place }) => [place?.namespace, place?.configuration?.variables] },
  { path: 'kubernetes.storageClass', read: ({ place }) => place?.storage?.storageClass },
  { path: 'ingress', read: ({ place }) => place?.route?.exposure },
  { path: 'secretStore', read: ({ place }) => place?.credentials },
  { path: 'gitops', read: nothing },
  { path: 'delivery', read: nothing },
  { path: 'accept', read: nothing },
  {
    path: 'state',
    read: ({ place, app, environment }) => (place === undefined ? (app?.stack ?? environment?.stack) : place.stack),
  },
  { path: 'postgres', read: databaseOf },
  { path: 'environments.logLevel', read: ({ place }) => place?.configuration?.variables['LOG_LEVEL'] },
  { path: 'environments.host', read: ({ place }) => place?.route?.host },
  { path: 'environments.clusterIssuer', read: ({ place }) => place?.route?.tls },
  { path: 'environments.mutableTags', read: ({ place }) => place?.workload?.image },
  {
    path: 'environments.approvers',
    read: ({ app, place }) => (place === undefined ? app?.repository?.environments : undefined),
  },
  { path: 'environments.databases', read: databaseOf },
];

function nothing(): undefined {
  return undefined;
}
