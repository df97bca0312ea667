import { type AppContext, inEnvironment, type Path, pathOfSetting, type Problem } from '@goldenpath/extension';

/**
 * The limit for the text of one object, in bytes. `kubectl apply` and Argo CD keep a copy of each object in an annotation, which Kubernetes
 * limits to 256 KiB.
 */
const MAX_BYTES = 200_000;

/** Finds a field whose value is too large for one Kubernetes object. */
export function checkObjectSize(
  context: AppContext,
  environment: string | undefined,
  field: Path,
  value: unknown,
): Problem[] {
  const size = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (size <= MAX_BYTES) return [];
  return [
    {
      path: pathOfSetting(context, environment, field),
      message: `\`${field.join('.')}\` has ${size} bytes${inEnvironment(environment)}; one object in the cluster takes at most ${MAX_BYTES}.`,
      remedy: 'Keep large texts in the image, or on a volume.',
    },
  ];
}
