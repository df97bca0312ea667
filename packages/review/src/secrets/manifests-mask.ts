import type { Registry } from '@goldenpath/extension';
import type { Review } from '../review';
import type { FleetVersions } from '../fleet-version';
import { secretsOfApp } from './find-secrets';
import { type Mask, maskOf } from './mask';

/** Returns a mask for whole manifests: it hides the plain-text secrets of the changed applications, in base and head. */
export function manifestsMask({ manifests }: Review, { base, head }: FleetVersions, registry: Registry): Mask {
  const changed = new Set(manifests.map(({ app }) => app));
  const apps = [...base.facts.apps, ...head.facts.apps].filter(({ name }) => changed.has(name));
  const secrets = apps.flatMap(({ environments }) => environments.flatMap((app) => secretsOfApp(registry, app)));
  return maskOf(new Set(secrets.map(({ secret }) => secret)));
}
