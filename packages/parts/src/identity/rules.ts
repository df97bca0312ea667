import { type AppContext, checkVariants, pathOfSetting, type Problem, quote, type Rule } from '@goldenpath/extension';
import { clusterIsKnown } from '../cloud/rules';
import { partSettings } from '../settings';

/** Whoever may do these gives themselves any other permission. */
const POWERFUL = /^(iam|sts|organizations|account|sso|sso-directory|identitystore):/i;

export const permissionsAreModest: Rule<AppContext> = {
  name: 'permission-too-powerful',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const permissions = partSettings(settings).identity?.permissions ?? [];
      return permissions.flatMap(({ actions = [] }, at) =>
        actions.flatMap((action, index): Problem[] => {
          if (!POWERFUL.test(action)) return [];
          return [
            {
              path: pathOfSetting(context, environment, ['permissions', at, 'actions', index]),
              message: `${quote(action)} lets the pods change who may do what.`,
              remedy: 'Name the actions of the service that the application calls. Roles belong to the platform team.',
            },
          ];
        }),
      );
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  clusterIsKnown('permissions'),
  clusterIsKnown('grants'),
  permissionsAreModest,
];
