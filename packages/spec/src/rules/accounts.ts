import { type Path, type Problem, quote, type Rule, valueAt } from '@goldenpath/extension';
import { ecrAddress, partitionOf, resolveAccounts, resolveEnvironmentAccount } from '../settings/aws';
import type { WrittenAccountSettings } from '../types/aws';
import type { WrittenPlatform } from '../types/platform';
import type { Aws, TerraformState } from '../types/resolved';
import type { PlatformContext } from './platform';

/** An account of the platform, and where the file describes it. */
interface Place {
  /** Such as `the environment "prod"`. */
  readonly what: string;
  readonly path: Path;
  /** As written there; undefined where the platform's `aws` alone describes it. */
  readonly written: (WrittenAccountSettings & { readonly region?: string }) | undefined;
  readonly aws: Aws;
  readonly state: TerraformState;
}

/** The account of the registries, and then those of the environments. */
function placesOf(written: WrittenPlatform): Place[] {
  const { registry } = resolveAccounts(written);
  return [
    { what: 'the image registries', path: ['aws', 'registry'], written: written.aws.registry, ...registry },
    ...written.environments.map(({ name, aws }, index) => ({
      what: `the environment ${quote(name)}`,
      path: ['environments', index, 'aws'],
      written: aws,
      ...resolveEnvironmentAccount(written, aws),
    })),
  ];
}

/** All places, and the platform's own fields. */
function writtenPlaces(written: WrittenPlatform): Pick<Place, 'path' | 'written'>[] {
  return [{ path: ['aws'], written: written.aws }, ...placesOf(written)];
}

export const partitionsAreOfRegions: Rule<PlatformContext> = {
  name: 'partition-of-another-region',
  check: ({ written }) =>
    writtenPlaces(written).flatMap(({ path, written: own }): Problem[] => {
      const region = own?.region ?? written.aws.region;
      if (own?.partition === undefined || own.partition === partitionOf(region)) return [];
      return [
        {
          path: [...path, 'partition'],
          message: `The region ${region} is in the partition ${quote(partitionOf(region))}, not in ${quote(own.partition)}.`,
          remedy: 'Remove `partition`, or correct `region`.',
        },
      ];
    }),
};

/** Neither an image nor a role of one partition can be used in another. */
export const accountsAreOfOnePartition: Rule<PlatformContext> = {
  name: 'accounts-of-two-partitions',
  check: ({ written }) => {
    const [registry, ...environments] = placesOf(written);
    if (registry === undefined || written.registry !== undefined) return [];
    return environments
      .filter(({ aws }) => aws.partition !== registry.aws.partition)
      .map(({ what, path, aws }) => ({
        path: written.environments[Number(path[1])]?.aws === undefined ? ['aws', 'registry'] : path,
        message: `${capital(what)} is in the partition ${quote(aws.partition)}, and the image registries are in ${quote(registry.aws.partition)}: it cannot pull images.`,
        remedy: 'Describe the other partition in a platform file of its own, or name a `registry` that both can reach.',
      }));
  },
};

const ARN = /^arn:([^:]*):[^:]*:([^:]*):([^:]*):/;

/** An ARN at the top counts for every account that does not have its own: a name fits them all. */
export const arnsAreOfAccounts: Rule<PlatformContext> = {
  name: 'arn-of-another-account',
  check: ({ document, written }) =>
    placesOf(written).flatMap(({ what, path, aws }) =>
      ARN_FIELDS.flatMap(({ field, read }): Problem[] => {
        const [, partition, , account] = ARN.exec(read(aws) ?? '') ?? [];
        if (partition === undefined) return [];
        if (partition === aws.partition && [aws.accountId, 'aws'].includes(account ?? '')) return [];
        const own = [...path, ...field];
        const isOwn = valueAt(written, own) !== undefined;
        return [
          {
            path: isOwn ? own : ['aws', ...field],
            message: `The ARN is of the account ${account} in ${partition}, but ${what} ${what.endsWith('s') ? 'are' : 'is'} in the account ${aws.accountId} in ${aws.partition}.`,
            remedy: isOwn
              ? 'Give the name instead of the ARN, or correct the account.'
              : 'Give the name instead of the ARN: it is then looked up in each account.',
            ...(!isOwn && { related: { message: 'It is used here.', location: document.locate(path) } }),
          },
        ];
      }),
    ),
};

const ARN_FIELDS: readonly { readonly field: Path; readonly read: (aws: Aws) => string | undefined }[] = [
  { field: ['roles', 'plan'], read: ({ roles }) => roles?.plan },
  { field: ['roles', 'deploy'], read: ({ roles }) => roles?.deploy },
  { field: ['permissionsBoundary'], read: ({ permissionsBoundary }) => permissionsBoundary },
];

/** S3 encrypts only with keys of the bucket's region. */
export const keysAreOfRegions: Rule<PlatformContext> = {
  name: 'key-of-another-region',
  check: ({ written }) => {
    const { registry: _registry, ...aws } = written.aws;
    const { state: platformState } = resolveAccounts({ ...written, aws }).registry;
    const places: readonly Pick<Place, 'path' | 'state'>[] = [{ path: [], state: platformState }, ...placesOf(written)];
    return places.flatMap(({ path, state }): Problem[] => {
      const field = [...path, 'state', 'kmsKeyId'];
      if (state.type !== 's3' || valueAt(written, field) === undefined) return [];
      const [, , region] = ARN.exec(state.kmsKeyId ?? '') ?? [];
      if (region === state.region) return [];
      return [
        {
          path: field,
          message: `The key is in ${region}, and the bucket is in ${state.region}.`,
          remedy: 'Use a key in the region of the bucket, or correct `region`.',
        },
      ];
    });
  },
};

/** Whoever may write the states of one account could otherwise change those of another. */
export const accountsHaveBuckets: Rule<PlatformContext> = {
  name: 'state-bucket-of-two-accounts',
  check: ({ document, written }) => {
    if (written.state?.type !== 's3' || written.state.sharedByAccounts === true) return [];
    const places = placesOf(written);
    return places.flatMap(({ what, path, aws, state }): Problem[] => {
      const other = places.find((one) => bucketOf(one) === bucketOf({ state }));
      if (other === undefined || other.aws.accountId === aws.accountId) return [];
      const own = [...path, 'state', 'bucket'];
      return [
        {
          path: [own, path].find((one) => valueAt(written, one) !== undefined) ?? ['state', 'bucket'],
          message: `${capital(what)} (account ${aws.accountId}) would have its states in ${quote(bucketOf({ state }))}, the bucket of ${other.what} (account ${other.aws.accountId}).`,
          remedy: 'Give each account its own bucket under `aws.state`, or set `state.sharedByAccounts: true`.',
          related: {
            message: 'The bucket is also used here.',
            location: document.locate(
              [
                [...other.path, 'state', 'bucket'],
                ['state', 'bucket'],
              ].find((one) => valueAt(written, one) !== undefined) ?? ['state'],
            ),
          },
        },
      ];
    });
  },
};

function bucketOf({ state }: Pick<Place, 'state'>): string {
  return state.type === 's3' ? state.bucket : '';
}

export const bucketsNeedState: Rule<PlatformContext> = {
  name: 'bucket-without-state',
  check: ({ written }) =>
    written.state?.type === 's3'
      ? []
      : placesOf(written).flatMap(({ path }) =>
          valueAt(written, [...path, 'state']) === undefined
            ? []
            : [
                {
                  path: [...path, 'state'],
                  at: 'key' as const,
                  message: 'The platform keeps its states in files, so this bucket has no effect.',
                  remedy: 'Add `state: { type: s3, bucket: … }` to the platform, or remove this.',
                },
              ],
        ),
};

/** The tags of every resource. IAM does not tell `Owner` from `owner`. */
const TAGS = ['id', 'owner', 'risk', 'environment', 'managed-by', 'name'];

export const defaultTagsAreFree: Rule<PlatformContext> = {
  name: 'tag-taken',
  check: ({ written }) =>
    writtenPlaces(written).flatMap(({ path, written: own }) => {
      const names = Object.keys(own?.defaultTags ?? {});
      const inherited = own === written.aws ? [] : Object.keys(written.aws.defaultTags ?? {});
      return names.flatMap((name, index): Problem[] => {
        const same = (other: string) => other !== name && other.toLowerCase() === name.toLowerCase();
        const twin = [...names.slice(0, index), ...inherited].find(same);
        if (!TAGS.includes(name.toLowerCase()) && twin === undefined) return [];
        return [
          {
            path: [...path, 'defaultTags', name],
            at: 'key',
            message:
              twin === undefined
                ? `Every resource already has the tag ${quote(name.toLowerCase())}.`
                : `${quote(name)} and ${quote(twin)} are one tag: IAM ignores the case of their names.`,
            remedy: 'Rename it, or remove it.',
          },
        ];
      });
    }),
};

/** An address of ECR contains the account and the region. */
export const registryIsOfItsAccount: Rule<PlatformContext> = {
  name: 'registry-of-another-account',
  check: ({ written }) => {
    const { registry } = resolveAccounts(written);
    const [host = ''] = (written.registry ?? '').split('/');
    const expected = ecrAddress(registry.aws);
    if (written.aws.registry === undefined || !/^[0-9]{12}\.dkr\.ecr\./.test(host) || host === expected) return [];
    return [
      {
        path: ['registry'],
        message: `The image registries are in ${quote(expected)}, by \`aws.registry\`.`,
        remedy: 'Correct one of the two, or remove `registry`.',
      },
    ];
  },
};

/** In one cluster, the namespaces of two environments must differ: their objects have the same names. */
export const clustersHoldOneEnvironment: Rule<PlatformContext> = {
  name: 'cluster-of-two-environments',
  check: ({ document, written }) => {
    if (written.kubernetes?.namespace?.includes('{environment}') === true) return [];
    const clusters = written.environments.map(({ aws, cluster }) => {
      const { accountId, region } = resolveEnvironmentAccount(written, aws).aws;
      return cluster && (cluster.server ?? `${accountId}/${region}/${cluster.name}`);
    });
    return clusters.flatMap((cluster, index): Problem[] => {
      const first = clusters.indexOf(cluster);
      if (cluster === undefined || first === index) return [];
      return [
        {
          path: ['environments', index, 'cluster'],
          message: 'Two environments are in this cluster, and their applications would have the same namespaces.',
          remedy: 'Add `{environment}` to `kubernetes.namespace`, or name another cluster.',
          related: {
            message: 'The other environment is here.',
            location: document.locate(['environments', first, 'cluster']),
          },
        },
      ];
    });
  },
};

/** A second one would need the same ports of the machine. */
export const thereIsOneLocalCluster: Rule<PlatformContext> = {
  name: 'second-local-cluster',
  check: ({ document, written: { environments } }) => {
    const first = environments.findIndex(({ cluster }) => cluster?.local !== undefined);
    return environments.flatMap(({ cluster }, index): Problem[] =>
      cluster?.local === undefined || cluster.name === environments[first]?.cluster?.name
        ? []
        : [
            {
              path: ['environments', index, 'cluster', 'name'],
              message: 'There is a local cluster of another name, and both would need the same ports.',
              remedy: `Name it ${quote(environments[first]?.cluster?.name ?? '')}: one cluster can have several environments.`,
              related: {
                message: 'The other cluster is here.',
                location: document.locate(['environments', first, 'cluster', 'name']),
              },
            },
          ],
    );
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
