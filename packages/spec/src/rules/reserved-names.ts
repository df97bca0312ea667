import { type AppContext, quote, type Registry, reservedApplicationNames, type Rule } from '@goldenpath/extension';
import { RESERVED_ENVIRONMENTS } from '../reserved-names';
import type { PlatformContext } from './platform';

export const environmentNamesAreFree: Rule<PlatformContext> = {
  name: 'reserved-environment-name',
  check: ({ written }) =>
    written.environments.flatMap(({ name }, index) => {
      const reserved = RESERVED_ENVIRONMENTS.find((each) => each.name === name);
      if (reserved === undefined) return [];
      return [
        {
          path: ['environments', index, 'name'],
          message: `No environment can be named ${quote(name)}: the name is reserved for ${reserved.isFor}.`,
          remedy: 'Choose another name.',
        },
      ];
    }),
};

export const applicationNameIsFree: Rule<AppContext> = {
  name: 'reserved-name',
  check: ({ spec, platform }) => {
    const reserved = reservedApplicationNames(platform).find(({ name }) => name === spec.name);
    if (reserved === undefined) return [];
    const { name, isFor } = reserved;
    return [
      {
        path: ['name'],
        message: `No application can be named ${quote(name)}: the name is reserved for ${isFor}.`,
        remedy:
          isFor === 'a component of the platform'
            ? `Choose another name, or add ${name} to \`applicationNames.allowed\` in the platform file.`
            : 'Choose another name.',
      },
    ];
  },
};

/**
 * Returns whether applications of a kind have a repository or a Service, whose names could collide with the platform's. A database alone
 * has neither: `backstage` is a good name for the database of Backstage.
 */
export function hasPublicName(kind: string, registry: Registry): boolean {
  return registry
    .partsOf(kind)
    .some(
      ({ gitRepository, isCallable }) =>
        gitRepository !== undefined || (isCallable !== undefined && isCallable !== false),
    );
}
