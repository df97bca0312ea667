import type { AppInEnvironment, ContainerImage, Registry } from '@goldenpath/extension';

/** The image that releases of an application move, in one environment; `undefined` where no part has one. */
export function containerImage(app: AppInEnvironment, { parts }: Pick<Registry, 'parts'>): ContainerImage | undefined {
  for (const part of parts) {
    const facts: unknown = part.factsOf(app);
    const image = facts === undefined ? undefined : part.image?.(facts);
    if (image !== undefined) return image;
  }
  return undefined;
}
