import { quote } from '@goldenpath/extension';
import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Problem, type Rule } from './rule';

/** Of a key of a ConfigMap, which variables are kept in. */
const MAX_NAME = 253;

/**
 * Of one object's text, in bytes. `kubectl apply` and Argo CD keep a copy of each object in an annotation, for which
 * Kubernetes has 256 KiB; the rest of an object needs little.
 */
const MAX_BYTES = 200_000;

export const variableNamesFit: Rule<AppContext> = {
  name: 'variable-name-too-long',
  check: (context) =>
    checkVariants(context, ({ environment, settings: { configuration } }) =>
      Object.keys(configuration?.env ?? {})
        .filter((name) => name.length > MAX_NAME)
        .map((name) => ({
          path: pathOfSetting(context, environment, ['env', name]),
          at: 'key' as const,
          message: `${quote(name)} has ${name.length} characters; the name of a variable has at most ${MAX_NAME}.`,
          remedy: 'Make it shorter.',
        })),
    ),
};

export const objectsAreOfASize: Rule<AppContext> = {
  name: 'too-much-for-one-object',
  check: (context) =>
    checkVariants(context, ({ environment, settings: { configuration } }) => [
      ...checkSize(context, environment, 'env', configuration?.env),
      ...checkSize(context, environment, 'args', context.spec.general.workload?.args),
    ]),
};

function checkSize(context: AppContext, environment: string | undefined, field: string, value: unknown): Problem[] {
  const size = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (size <= MAX_BYTES) return [];
  return [
    {
      path: pathOfSetting(context, environment, [field]),
      message: `\`${field}\` has ${size} bytes${inEnvironment(environment)}; one object in the cluster takes at most ${MAX_BYTES}.`,
      remedy: 'Keep large texts in the image, or on a volume.',
    },
  ];
}
