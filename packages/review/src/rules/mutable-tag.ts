import type { FleetChange } from '../fleet/fleet-change';
import type { Found, Rule } from './rule';

/** Tags that name no version: what they lead to changes, and no review ever sees it. */
const MOVING = new Set(
  'alpha beta canary current dev develop development edge head latest lts main mainline master next nightly preview prod production rc release rolling snapshot stable staging test trunk unstable'.split(
    ' ',
  ),
);

const NAME_VERSION = 'Name a version (`redis:7.4`), or better a digest.';
const KEEP_FIXED = 'Let tags move in the first environment alone, so that what was tested is what runs.';

/** Something else may run without any change here. */
export const mutableTag: Rule = {
  id: 'mutable-tag',
  severity: 'danger',
  firesOn: `Outside the platform's first environment: image tags that may move from now on (\`mutableTags\`), or an upstream image that newly has no version, or a tag that moves: ${[...MOVING].map((tag) => `\`${tag}\``).join(', ')}.`,
  advice: `${NAME_VERSION} ${KEEP_FIXED}`,
  find: (change) => [...ofEnvironments(change), ...ofImages(change)],
};

function ofEnvironments({ environments }: FleetChange): Found[] {
  return environments.flatMap(({ name, isFirst, base, head }): Found[] => {
    if (isFirst || head?.mutableTags !== true || base?.mutableTags === true) return [];
    const message = `Image tags may move in ${name}: what runs there can change without a change here.`;
    return [{ severity: 'danger', app: null, environment: name, message, remedy: KEEP_FIXED }];
  });
}

function ofImages({ apps }: FleetChange): Found[] {
  return apps.flatMap(({ environments }) =>
    environments.flatMap(({ app, environment, base, head }): Found[] => {
      const image = head?.workload?.image;
      const before = base?.workload?.image;
      if (environment.isFirst || image?.source !== 'upstream' || !moves(image.reference)) return [];
      if (before?.source === 'upstream' && before.reference === image.reference) return [];
      const message = `The image ${image.reference} of ${app} in ${environment.name} names no version: what runs there can change without a change here.`;
      return [{ severity: 'danger', app, environment: environment.name, message, remedy: NAME_VERSION }];
    }),
  );
}

/** A colon before the last slash is a registry's port. */
function moves(reference: string): boolean {
  if (reference.includes('@')) return false;
  const tag = /:([^:/]+)$/.exec(reference)?.[1];
  return tag === undefined || MOVING.has(tag.toLowerCase());
}
