import type { AppInEnvironment, ContainerImage, Registry } from '@goldenpath/extension';

/** Returns the image that releases of an application change in one environment; `undefined` when no part has one. */
export function containerImage(app: AppInEnvironment, { parts }: Pick<Registry, 'parts'>): ContainerImage | undefined {
  for (const part of parts) {
    const facts: unknown = part.factsOf(app);
    const image = facts === undefined ? undefined : part.image?.(facts);
    if (image !== undefined) return image;
  }
  return undefined;
}
