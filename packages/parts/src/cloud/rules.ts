import {
  type AppContext,
  type Environment,
  nearMiss,
  podTrustOf,
  type Problem,
  quote,
  type Rule,
  valueAt,
} from '@goldenpath/extension';

/** Pods get permissions through the cluster that they run in. */
export function clusterIsKnown(field: string): Rule<AppContext> {
  return {
    name: 'no-pod-identity',
    reads: ['environments'],
    check: ({ spec, written, platform: { environments, kubernetes } }): Problem[] => {
      const isUsed = (path: readonly string[]) => Object.keys(Object(valueAt(written, path))).length > 0;
      const needed = kubernetes.podIdentity === 'irsa' ? 'oidcIssuer' : 'name';
      const without = environments.filter((environment) => {
        const { name } = environment;
        const uses = isUsed([field]) || isUsed(['overrides', name, field]);
        return uses && spec.environments.includes(name) && podTrustOf(environment, kubernetes) === undefined;
      });
      const [first] = without;
      if (first === undefined) return [];
      const path = isUsed([field]) ? [field] : ['overrides', first.name, field];
      return [{ path, at: 'key', ...problemOf(field, without, needed) }];
    },
  };
}

function problemOf(
  field: string,
  environments: readonly Environment[],
  needed: string,
): Pick<Problem, 'message' | 'remedy'> {
  const listed = environments.map(({ name }) => name).join(', ');
  if (environments.some(({ cluster }) => cluster?.local !== undefined))
    return {
      message: `\`${field}\` needs a role for the pods, and AWS gives none to those of a local cluster: ${listed}.`,
      remedy: `Leave ${listed} out of \`environments\`, or do without \`${field}\`.`,
    };
  const settings = environments.map(({ name }) => `\`environments.${name}.cluster.${needed}\``);
  return {
    message: `\`${field}\` needs a role for the pods, and the platform file does not describe the cluster of ${listed}.`,
    remedy: `Set ${settings.join(', ')} in the platform file, or leave ${listed} out of \`environments\`.`,
  };
}

/** An override changes a resource that the spec has, and adds none: an environment has what the others have. */
export function overridesExist(field: string, nouns: string): Rule<AppContext> {
  return {
    name: 'override-of-nothing',
    check: ({ written }) => {
      const known = Object.keys(Object(valueAt(written, [field])));
      return Object.keys(Object(written['overrides'])).flatMap((environment) => {
        const path = ['overrides', environment, field];
        return Object.keys(Object(valueAt(written, path)))
          .filter((name) => !known.includes(name))
          .map((name): Problem => {
            const near = nearMiss(name, known);
            return {
              path: [...path, name],
              at: 'key',
              message: `This application has no ${nouns} named ${quote(name)}.`,
              remedy:
                near === undefined ? `Add it to \`${field}\`, or remove the override.` : `Did you mean \`${near}\`?`,
            };
          });
      });
    },
  };
}
