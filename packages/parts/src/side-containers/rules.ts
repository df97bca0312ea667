import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  type Path,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  quote,
  type Rule,
  secretsOfVariable,
  suggestion,
  type Settings,
  valueAt,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { containerRules } from '../workload/container-rules';
import { imageVersion } from '../workload/review/image-version';
import type { ContainersOf } from '../workload/spec-container';
import { probeOfSidecar } from './facts';
import { containerPortRules } from './port-rules';
import { type ContainerField, MAIN, MIGRATION, type SideContainerSettings } from './settings';

const FIELDS: readonly ContainerField[] = ['sidecars', 'initContainers'];

/** Applies a check to each container in each variant. `where` returns the place of one of its fields. */
function eachContainer(
  context: AppContext,
  check: (
    container: SideContainerSettings,
    where: (...fields: string[]) => Path,
    variant: { readonly environment: string | undefined; readonly settings: Settings },
  ) => readonly Problem[],
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    (partSettings(settings).sideContainers ?? []).flatMap((container) => {
      const at: Path = [container.field, container.name];
      const where = (...fields: string[]) => pathOfSetting(context, environment, [...at, ...fields], at);
      return check(container, where, { environment, settings });
    }),
  );
}

export const imagesAreFixed: Rule<AppContext> = {
  name: 'image-without-version',
  check: (context) =>
    eachContainer(context, ({ image }, where) => {
      if (image === undefined || image.includes('@')) return [];
      const tag = /:([^:/@]+)$/.exec(image)?.[1];
      if (tag !== undefined && tag !== 'latest') return [];
      return [
        {
          path: where('image'),
          message: `${quote(image)} has ${tag === undefined ? 'no version' : 'a mutable tag'}.`,
          remedy: 'Add a tag such as `:7.4`, or a digest.',
        },
      ];
    }),
};

/** Releases replace the tag of every image with the name of the application. */
export const imagesAreForeign: Rule<AppContext> = {
  name: 'image-of-application',
  check: (context) =>
    eachContainer(context, ({ image }, where) =>
      image === undefined || imageVersion(image).repository !== context.spec.name
        ? []
        : [
            {
              path: where('image'),
              message: `The image ${quote(context.spec.name)} is that of the application, whose tag releases set.`,
              remedy: 'Remove `image` to run the image of the application, or name the registry of the other image.',
            },
          ],
    ),
};

export const containersDoSomethingElse: Rule<AppContext> = {
  name: 'container-without-command',
  check: (context) =>
    eachContainer(context, ({ name, field, image, command, args }, where) =>
      image !== undefined || command !== undefined || args.length > 0
        ? []
        : [
            {
              path: where(),
              at: 'key' as const,
              message: `${quote(name)} would run the program of the application again: it has no \`image\`, \`command\` or \`args\`.`,
              remedy: field === 'sidecars' ? 'Add `image`, or a `command`.' : 'Add a `command`, or an `image`.',
            },
          ],
    ),
};

export const containerNamesAreFree: Rule<AppContext> = {
  name: 'container-name-taken',
  check: ({ spec: { general, name: app } }) => {
    const { sideContainers = [], processes = {} } = partSettings(general);
    const pods = [app, ...[...Object.keys(processes), MIGRATION].map((process) => `${app}-${process}`)];
    return sideContainers.flatMap(({ field, name }, index): Problem[] => {
      const isTaken = pods.includes(name) || sideContainers.slice(0, index).some((other) => other.name === name);
      if (!isTaken) return [];
      const message = `Another container of the pods has the name ${quote(name)}.`;
      return [{ path: [field, name], at: 'key', message, remedy: 'Choose another name.' }];
    });
  },
};

export const overriddenContainersExist: Rule<AppContext> = {
  name: 'unknown-container',
  check: ({ document: { value }, spec: { environments } }) =>
    environments.flatMap((environment) =>
      FIELDS.flatMap((field) => {
        const known = Object.keys((valueAt(value, [field]) ?? {}) as object);
        return Object.keys((valueAt(value, ['overrides', environment, field]) ?? {}) as object)
          .filter((name) => !known.includes(name))
          .map((name): Problem => {
            const near = nearMiss(name, known);
            return {
              path: ['overrides', environment, field, name],
              at: 'key',
              message: `There is no entry ${quote(name)} of \`${field}\` to override.`,
              remedy:
                near === undefined
                  ? `Describe it in \`${field}\` outside of \`overrides\`.`
                  : `Did you mean \`${near}\`?`,
            };
          });
      }),
    ),
};

export const containersHavePods: Rule<AppContext> = {
  name: 'container-without-pods',
  reads: ['processes', 'migration'],
  check: (context) =>
    eachContainer(context, ({ processes }, where, { environment, settings }) => {
      const { processes: described = {}, migration } = partSettings(settings);
      const known = [MAIN, ...Object.keys(described), ...(migration === undefined ? [] : [MIGRATION])];
      return processes
        .map((name, index) => ({ name, index }))
        .filter(({ name }) => !known.includes(name))
        .map(({ name, index }) => ({
          path: [...where('processes'), index],
          message: `The application has no pods ${quote(name)}${inEnvironment(environment)}.`,
          remedy: suggestion(name, known),
        }));
    }),
};

export const mountsAreFolders: Rule<AppContext> = {
  name: 'container-mount',
  reads: ['volumes'],
  check: (context) =>
    eachContainer(context, ({ mounts }, where, { environment, settings }) => {
      const known = Object.keys(partSettings(settings).workload?.emptyDirs ?? {});
      return mounts
        .map((name, index) => ({ name, index }))
        .filter(({ name }) => !known.includes(name))
        .map(({ name, index }) => ({
          path: [...where('mounts'), index],
          message: `The application has no folder ${quote(name)}${inEnvironment(environment)}.`,
          remedy: known.length === 0 ? 'Add it to `volumes.emptyDirs`.' : suggestion(name, known),
        }));
    }),
};

export const containerVariablesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) =>
    eachContainer(context, ({ env }, where, { environment }) =>
      acceptsPlainSecret(context.spec, environment)
        ? []
        : Object.entries(env).flatMap(([name, value]) => {
            const [found] = secretsOfVariable(name, value);
            if (found === undefined) return [];
            return [{ path: where('env', name), at: 'key' as const, ...plainSecretProblem(name, found) }];
          }),
    ),
};

const containersOf: ContainersOf = (settings) =>
  (partSettings(settings).sideContainers ?? []).map(({ field, name, ...container }) => ({
    at: [field, name],
    name,
    probe: probeOfSidecar(container.ports[0]),
    ...container,
  }));

export const rules: readonly Rule<AppContext>[] = [
  imagesAreFixed,
  imagesAreForeign,
  containersDoSomethingElse,
  containerNamesAreFree,
  overriddenContainersExist,
  containersHavePods,
  mountsAreFolders,
  containerVariablesAreNotSecret,
  ...containerPortRules,
  ...containerRules(containersOf),
];
