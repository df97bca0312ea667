import { type Problem, quote, type Rule, type SourceDocument, suggestion } from '@goldenpath/extension';
import { type MaxStorageProblem, maxStorageProblem, windowProblems } from '@goldenpath/parts';
import type { WrittenPlatform } from '../types/platform';

/** A platform file with a valid schema. */
export interface PlatformContext {
  readonly document: SourceDocument;
  readonly written: WrittenPlatform;
}

export const environmentsAreDistinct: Rule<PlatformContext> = {
  name: 'environment-named-twice',
  check: ({ document, written }) =>
    written.environments.flatMap(({ name }, index) => {
      const first = written.environments.findIndex((other) => other.name === name);
      if (first === index) return [];
      return [
        {
          path: ['environments', index, 'name'],
          message: `There are two environments named ${quote(name)}.`,
          remedy: 'Give each its own name.',
          related: { message: 'The first is here.', location: document.locate(['environments', first, 'name']) },
        },
      ];
    }),
};

/** Release tags are `{environment}-{commit}`. The registry counts the images of an environment by that prefix. */
export const environmentsArePrefixFree: Rule<PlatformContext> = {
  name: 'ambiguous-environment-name',
  check: ({ document, written: { environments } }) =>
    environments.flatMap(({ name }, index) => {
      const shorter = environments.findIndex((other) => name.startsWith(`${other.name}-`));
      if (shorter === -1) return [];
      const other = quote(environments[shorter]?.name ?? '');
      return [
        {
          path: ['environments', index, 'name'],
          message: `The name begins with that of ${other}: image tags of ${quote(name)} look like those of ${other}.`,
          remedy: 'Rename one of them, for example `eu-prod` instead of `prod-eu`.',
          related: {
            message: 'The shorter name is here.',
            location: document.locate(['environments', shorter, 'name']),
          },
        },
      ];
    }),
};

export const approversAreTeams: Rule<PlatformContext> = {
  name: 'unknown-team',
  check: ({ written }) => {
    const unknown = (teams: readonly string[] | undefined, path: Problem['path']) =>
      (teams ?? []).flatMap((team, place): Problem[] =>
        written.teams.includes(team) ? [] : [notATeam(team, place, path)],
      );
    const notATeam = (team: string, place: number, path: Problem['path']): Problem => ({
      path: [...path, place],
      message: `${quote(team)} is not a team of the platform.`,
      remedy: suggestion(team, written.teams),
    });
    return [
      ...written.environments.flatMap(({ approvers }, index) =>
        unknown(approvers, ['environments', index, 'approvers']),
      ),
      ...unknown(written.codeOwners?.specCode, ['codeOwners', 'specCode']),
      ...(written.domains ?? []).flatMap(({ teams }, index) => unknown(teams, ['domains', index, 'teams'])),
    ];
  },
};

export const quotasAreOfTeams: Rule<PlatformContext> = {
  name: 'quota-without-team',
  check: ({ written: { teams, kubernetes } }) =>
    Object.keys(kubernetes?.quotas?.teams ?? {})
      .filter((team) => !teams.includes(team))
      .map((team) => ({
        path: ['kubernetes', 'quotas', 'teams', team],
        at: 'key',
        message: `${quote(team)} is not a team of the platform, so the quota has no effect.`,
        remedy: suggestion(team, teams),
      })),
};

/** The file system is for a class of volumes, which needs a name of its own. */
export const fileSystemsHaveTheirClass: Rule<PlatformContext> = {
  name: 'file-system-without-class',
  check: ({ written: { environments, kubernetes = {} } }) => {
    const { sharedStorageClass, storageClass = 'gp3' } = kubernetes;
    if (sharedStorageClass !== undefined && sharedStorageClass !== storageClass) return [];
    return environments.flatMap(({ cluster }, index) =>
      cluster?.sharedFileSystem === undefined
        ? []
        : [
            {
              path: ['environments', index, 'cluster', 'sharedFileSystem'],
              message:
                sharedStorageClass === undefined
                  ? 'The file system has no effect: `kubernetes.sharedStorageClass` does not name a storage class for its volumes.'
                  : `The volumes of the file system would have the class ${quote(storageClass)}, which is that of all other volumes.`,
              remedy: 'Set `kubernetes.sharedStorageClass` to another name, such as `efs-sc`.',
            },
          ],
    );
  },
};

/** A release passes the environments in order, so a weaker check behind a stronger one would only hide what was found. */
export const gatesStayBlocking: Rule<PlatformContext> = {
  name: 'advisory-after-blocking',
  check: ({ document, written: { environments } }) =>
    environments.flatMap(({ gates }, index) => {
      const before = environments.findIndex((other) => other.gates === 'blocking');
      if (gates !== 'advisory' || before === -1 || before >= index) return [];
      const name = quote(environments[before]?.name ?? '');
      return [
        {
          path: ['environments', index, 'gates'],
          message: `The gates are advisory here, but they block in ${name}, which comes earlier in a release.`,
          remedy: 'Use `gates: blocking` here, or `gates: advisory` in both.',
          related: { message: 'They block here.', location: document.locate(['environments', before, 'gates']) },
        },
      ];
    }),
};

const IN_HOST = ['app', 'environment', 'domain'];
const IN_NAMESPACE = ['team', 'environment'];

export const templatesAreKnown: Rule<PlatformContext> = {
  name: 'unknown-placeholder',
  check: ({ written }) => {
    const hosts = written.environments.map(({ host }, index) => ({
      path: ['environments', index, 'host'],
      text: host,
      known: IN_HOST,
    }));
    const namespace = {
      path: ['kubernetes', 'namespace'],
      text: written.kubernetes?.namespace ?? '',
      known: IN_NAMESPACE,
    };
    const recipient = {
      path: ['gitops', 'notifications', 'recipient'],
      text: written.gitops?.notifications?.recipient ?? '',
      known: ['environment'],
    };
    return [...hosts, namespace, recipient].flatMap(({ path, text, known }) => checkTemplate(path, text, known));
  },
};

function checkTemplate(path: (string | number)[], text: string, known: readonly string[]): Problem[] {
  const places = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = places.filter((name) => !known.includes(name));
  const stray = /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''));
  if (unknown.length === 0 && !stray) return [];
  return [
    {
      path,
      message: stray ? `${quote(text)} has an unmatched brace.` : `\`{${unknown[0]}}\` is unknown here.`,
      remedy: `Use ${known.map((name) => `\`{${name}}\``).join(', ')}.`,
    },
  ];
}

export const sharedStorageGrows: Rule<PlatformContext> = storageRule('max-storage-below-storage');
export const sharedStorageGrowsEnough: Rule<PlatformContext> = storageRule('max-storage-too-close');

function storageRule(name: MaxStorageProblem['rule']): Rule<PlatformContext> {
  return {
    name,
    check: ({ written }) =>
      written.environments.flatMap(({ databases }, index) => {
        const { storageGb = 20, maxStorageGb } = databases?.shared ?? {};
        const problem = maxStorageGb === undefined ? undefined : maxStorageProblem(storageGb, maxStorageGb);
        if (problem?.rule !== name) return [];
        return [
          {
            path: ['environments', index, 'databases', 'shared', 'maxStorageGb'],
            message: `\`maxStorageGb\` is ${maxStorageGb}, ${problem.reason}.`,
            remedy: problem.remedy,
          },
        ];
      }),
  };
}

export const databaseWindowsAreApart: Rule<PlatformContext> = {
  name: 'database-window',
  check: ({ written }) =>
    written.environments.flatMap(({ databases }, index) =>
      windowProblems(databases ?? {}).map(({ field, reason, remedy }) => ({
        path: ['environments', index, 'databases', field],
        message: `\`${field}\` ${reason}.`,
        remedy,
      })),
    ),
};

/** RDS takes keys of its own region only. Another account may have the key. */
export const databaseKeysAreInRegion: Rule<PlatformContext> = {
  name: 'key-in-another-region',
  check: ({ written }) =>
    written.environments.flatMap(({ databases, aws }, index) => {
      const region = databases?.kmsKey?.split(':')[3];
      const own = aws?.region ?? written.aws.region;
      if (region === undefined || region === own) return [];
      return [
        {
          path: ['environments', index, 'databases', 'kmsKey'],
          message: `The key is in ${region}, and the databases are in ${own}.`,
          remedy: `Use a key in ${own}, such as a replica of a multi-region key.`,
        },
      ];
    }),
};

export const addressRangesExist: Rule<PlatformContext> = {
  name: 'no-address-range',
  check: ({ written }) =>
    written.environments.flatMap(({ databases }, index) =>
      (databases?.network.clientCidrs ?? []).flatMap((cidr, place) =>
        cidr
          .split(/[./]/)
          .slice(0, 4)
          .every((part) => Number(part) <= 255)
          ? []
          : [
              {
                path: ['environments', index, 'databases', 'network', 'clientCidrs', place],
                message: `${quote(cidr)} is not an address range.`,
                remedy: 'Each of its four numbers is at most 255.',
              },
            ],
      ),
    ),
};
