import {
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  type Variant,
} from '@goldenpath/extension';
import { ofApplication, ofMigration, ofProcesses } from '../configuration/variables-of-spec';
import { folderOf, isWithin, mountPathProblem } from '../mount-paths';
import { sealedSecretProblems } from '../secret-store';
import { partSettings } from '../settings';
import { variableTaken } from '../variable-taken';
import type { WrittenSecret } from './schema';
import { createdName, isCreated, secretNames } from './settings';

/** The first step of the names of secrets that stacks make. */
const OWN_PREFIX = 'goldenpath/';

/** A secret of a variant, and a position in it. */
interface SecretInVariant {
  readonly variable: string;
  readonly secret: WrittenSecret;
  readonly variant: Variant;
  readonly at: (field?: string) => Problem['path'];
}

function eachSecret(context: AppContext, check: (found: SecretInVariant) => readonly Problem[]): Problem[] {
  return checkVariants(context, (variant) =>
    Object.entries(partSettings(variant.settings).secrets?.secrets ?? {}).flatMap(([variable, secret]) =>
      check({ variable, secret, variant, at: (field) => positionOf(context, variant, variable, field) }),
    ),
  );
}

/** An override replaces a whole entry, so a field is beside the entry that counts. */
function positionOf(context: AppContext, { environment }: Variant, variable: string, field?: string): Problem['path'] {
  const entry = pathOfSetting(context, environment, ['secrets', variable]);
  return field === undefined ? entry : [...entry, field];
}

export const secretVariablesAreFree: Rule<AppContext> = {
  name: 'variable-taken',
  check: (context) => {
    const others = context.reservedVariables.filter(({ by }) => by !== '`secrets`');
    return eachSecret(context, ({ variable, secret, variant, at }) => {
      if (secret.mountPath !== undefined) return [];
      const giver = others.find(({ names }) => names.includes(variable));
      const place = [ofApplication, ofProcesses, ofMigration]
        .flatMap((of) => of(variant.settings))
        .find(({ env }) => Object.hasOwn(env, variable));
      // The rule of `env` reports a variable that is in `env` and in `secrets` outside of overrides.
      const isReported = context.reservedVariables.some(
        ({ names, by }) => by === '`secrets`' && names.includes(variable),
      );
      const by =
        giver?.by ??
        (place && !isReported ? `\`${place.at.join('.')}\`${inEnvironment(variant.environment)}` : undefined);
      if (by === undefined) return [];
      return [{ path: at(), at: 'key' as const, ...variableTaken(variable, by) }];
    });
  },
};

export const createdNamesAreNames: Rule<AppContext> = {
  name: 'bad-secret-name',
  check: (context) =>
    eachSecret(context, ({ variable, secret, at }) => {
      if (!isCreated(secret)) {
        if (secret.name !== undefined) return [];
        return [
          {
            path: at('create'),
            message: `\`${variable}\` names no secret, and the stack does not make one.`,
            remedy: 'Add the `name` of a secret in the store, or remove `create: false`.',
          },
        ];
      }
      const name = createdName(variable, secret);
      if (/^[a-z0-9_]+$/.test(name) && name.length <= 100) return [];
      return [
        {
          path: at(secret.name === undefined ? undefined : 'name'),
          at: secret.name === undefined ? ('key' as const) : ('value' as const),
          message: `${quote(name)} cannot be the name of a secret that the stack makes.`,
          remedy:
            'Use at most 100 lower-case letters, digits and underscores, such as `session_key`. Leave out `create: true` if the secret exists.',
        },
      ];
    }),
};

/** Vault resolves such steps, so that the name would be that of another secret. */
export const secretNamesArePlain: Rule<AppContext> = {
  name: 'bad-secret-name',
  check: (context) =>
    eachSecret(context, ({ secret: { name }, at }) => {
      const steps = name?.replace(/^\//, '').split('/') ?? [];
      if (name === undefined || !steps.some((step) => ['', '.', '..'].includes(step))) return [];
      return [
        {
          path: at('name'),
          message: `${quote(name)} is not a plain name.`,
          remedy: 'Write it without `.`, `..` and empty parts, such as `partner/api`.',
        },
      ];
    }),
};

export const secretsBelongToApplication: Rule<AppContext> = {
  name: 'secret-of-another',
  check: (context) =>
    eachSecret(context, ({ secret, at }) => {
      const { name = '' } = secret;
      if (isCreated(secret)) return [];
      if (!name.replace(/^\//, '').startsWith(OWN_PREFIX)) return [];
      const near = nearMiss(name, ownNames(context));
      return [
        {
          path: at('name'),
          message: `${quote(name)} belongs to the stack of an application.`,
          remedy:
            near === undefined
              ? 'Name a secret outside of `goldenpath/`. Applications with a database get its credentials as `DB_USER` and `DB_PASS`.'
              : 'Leave out `name`: the stack makes the secret, and the pods get it. For one secret of two applications, name one outside of `goldenpath/` in both.',
        },
      ];
    }),
};

function ownNames({ spec }: AppContext): string[] {
  const { secrets = {} } = partSettings(spec.general).secrets ?? {};
  return spec.environments.flatMap((environment) =>
    Object.keys(secrets).map(
      (variable) => `${OWN_PREFIX}${environment}/${spec.name}/secrets/${createdName(variable, {})}`,
    ),
  );
}

export const secretFilesHaveRoom: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: (context) =>
    eachSecret(context, ({ variable, secret: { mountPath }, variant, at }) => {
      const problem = mountPath === undefined ? undefined : roomProblem(variable, mountPath, variant);
      return problem === undefined ? [] : [{ path: at('mountPath'), ...problem }];
    }),
};

/** Folders of the system. A mounted folder hides what the image has there. */
const OF_THE_SYSTEM = [
  '/',
  '/bin',
  '/boot',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/opt',
  '/root',
  '/run',
  '/sbin',
  '/usr',
  '/var',
];

function roomProblem(
  variable: string,
  mountPath: string,
  { settings, environment }: Variant,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  const plain = mountPathProblem(mountPath, 'file', '/etc/secrets/key');
  if (plain !== undefined) return plain;
  const folder = folderOf(mountPath);
  const remedy = 'Use a folder of its own, such as `/etc/secrets`.';
  if (OF_THE_SYSTEM.includes(folder) || /^\/(usr|lib|lib64)\//.test(mountPath))
    return { message: `The folder ${folder} of ${quote(mountPath)} would hide files of the image.`, remedy };
  const { secrets, storage } = partSettings(settings);
  if (storage !== undefined && (isWithin(folder, storage.mountPath) || isWithin(storage.mountPath, folder)))
    return { message: `${quote(mountPath)} and the volume at ${storage.mountPath} are in one folder.`, remedy };
  const others = Object.entries(secrets?.secrets ?? {}).filter(([other]) => other !== variable);
  for (const [other, { mountPath: path }] of others) {
    if (path === undefined) continue;
    const where = inEnvironment(environment);
    if (path === mountPath)
      return { message: `\`${other}\` is at ${quote(path)} as well${where}.`, remedy: 'Choose another path.' };
    if (folderOf(path) !== folder && isWithin(folder, folderOf(path)))
      return {
        message: `The folder of ${quote(mountPath)} is inside that of \`${other}\`${where}, which is read-only.`,
        remedy,
      };
  }
  return undefined;
}

/** Which keys the pods need can differ between environments. */
export const sealedSecretsFit: Rule<AppContext> = {
  name: 'sealed-secrets',
  check: (context) => {
    const { spec } = context;
    const names = secretNames(spec.name);
    return spec.environments.flatMap((environment) => {
      const settings = partSettings(spec.settings[environment] ?? spec.general);
      const entries = Object.entries(settings.secrets?.secrets ?? {});
      const keysOf = (isFile: boolean) =>
        entries.filter(([, { mountPath }]) => (mountPath !== undefined) === isFile).map(([variable]) => variable);
      const wanted = [
        { secretName: names.variables, keys: keysOf(false) },
        { secretName: names.files, keys: keysOf(true) },
      ].filter(({ keys }) => keys.length > 0);
      return sealedSecretProblems({ ...context, spec: { ...spec, environments: [environment] } }, wanted);
    });
  },
};

export const rules: readonly Rule<AppContext>[] = [
  secretVariablesAreFree,
  createdNamesAreNames,
  secretNamesArePlain,
  secretsBelongToApplication,
  secretFilesHaveRoom,
  sealedSecretsFit,
];
