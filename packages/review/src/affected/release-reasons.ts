import { type AppInEnvironment, changeText, isSame, type Registry, scopeKey } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import type { Unit } from './units';

/** A release changes an image without a change of a spec: the image's facts stay the same. */
export function releaseReasons({ objectsAt, registry }: FleetChange, { app, environment, pair }: Unit): string[] {
  const here = pair?.environments.find(({ environment: { name } }) => name === environment);
  if (!isSame(imagesOf(registry, here?.base), imagesOf(registry, here?.head))) return [];
  return (objectsAt.get(scopeKey({ app, environment })) ?? [])
    .flatMap(({ differences }) => differences.filter(({ path }) => /\.containers\[[^\]]*\]\.image$/.test(path)))
    .map(({ before, after }) => `released ${changeText(tagOf(before), tagOf(after))}`);
}

function imagesOf({ parts }: Registry, app: AppInEnvironment | undefined): unknown[] {
  return parts.map((part) => {
    const facts: unknown = app && part.factsOf(app);
    return facts === undefined ? undefined : part.image?.(facts);
  });
}

function tagOf(image: unknown): string | null {
  return typeof image === 'string' ? (/[:@]([^:@/]+)$/.exec(image)?.[1] ?? image) : null;
}
