import { type AppContext, type Problem, quote, type Rule, suggestion } from '@goldenpath/extension';

export const environmentsExist: Rule<AppContext> = {
  name: 'unknown-environment',
  check: ({ written, platform }) => {
    const known = platform.environments.map(({ name }) => name);
    return (written.environments ?? []).flatMap((environment, index) =>
      known.includes(environment)
        ? []
        : [
            {
              path: ['environments', index],
              message: `${quote(environment)} is not an environment of the platform.`,
              remedy: suggestion(environment, known),
            },
          ],
    );
  },
};

export const overridesAreUsed: Rule<AppContext> = {
  name: 'override-without-environment',
  check: (context) =>
    Object.keys(context.written.overrides ?? {})
      .filter((environment) => !context.spec.environments.includes(environment))
      .map((environment) => ({ path: ['overrides', environment], at: 'key', ...unused(environment, context) })),
};

function unused(environment: string, { spec, platform }: AppContext): Pick<Problem, 'message' | 'remedy'> {
  if (platform.environments.some(({ name }) => name === environment))
    return {
      message: `${quote(spec.name)} does not run in ${environment}, so the override has no effect.`,
      remedy: `Add ${environment} to \`environments\`, or remove the override.`,
    };
  // If none of the application's environments exists, suggests those of the platform.
  const candidates = spec.environments.length > 0 ? spec.environments : platform.environments.map(({ name }) => name);
  return {
    message: `${quote(environment)} is not an environment of the platform.`,
    remedy: suggestion(environment, candidates),
  };
}
