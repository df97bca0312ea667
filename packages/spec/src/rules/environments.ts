import { suggestion } from '../near-miss';
import type { AppContext, Rule } from './rule';

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
              message: `${JSON.stringify(environment)} is no environment of the platform.`,
              remedy: suggestion(environment, known),
            },
          ],
    );
  },
};

export const overridesAreUsed: Rule<AppContext> = {
  name: 'override-without-environment',
  check: ({ written, spec }) =>
    Object.keys(written.overrides ?? {})
      .filter((environment) => !spec.environments.includes(environment))
      .map((environment) => ({
        path: ['overrides', environment],
        at: 'key',
        message: `${JSON.stringify(environment)} is no environment that ${JSON.stringify(written.name)} runs in.`,
        remedy: suggestion(environment, spec.environments),
      })),
};
