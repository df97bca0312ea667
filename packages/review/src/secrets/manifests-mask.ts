import type { Review } from '../review';
import type { FleetVersions } from '../fleet-version';
import { secretsOfApp } from './find-secrets';
import { type Mask, maskOf } from './mask';

/** Hides the plain-text secrets of the applications whose manifests a review changes, on both sides: for their whole manifests. */
export function manifestsMask({ manifests }: Review, { base, head }: FleetVersions): Mask {
  const changed = new Set(manifests.map(({ app }) => app));
  const apps = [...base.facts.apps, ...head.facts.apps].filter(({ name }) => changed.has(name));
  return maskOf(
    new Set(apps.flatMap(({ environments }) => environments.flatMap(secretsOfApp).map(({ secret }) => secret))),
  );
}
