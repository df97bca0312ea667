import { type AppPair, GENERAL_REVIEW_RULES, isSame, listed, type Json, type RuleFinding } from '@goldenpath/extension';
import { type GitopsRepository, gitopsRepository } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import type { GeneralRule } from './rule';

const REMEDY =
  'Publish to the new place, set the running tags with `goldenpath release set`, and point Argo CD to the new place. Then remove the manifests from the old place: Argo CD applies them as long as they are there.';

/** The manifests of applications are published to another repository or branch. */
export const manifestsMoved: GeneralRule = {
  id: 'manifests-moved',
  rank: GENERAL_REVIEW_RULES['manifests-moved'],
  severity: 'warning',
  firesOn:
    'A change of `gitops` in the platform file moves the manifests to another repository, folder or branch. `publish` writes them there and leaves the old ones in place. It does not copy the image tags from the old place.',
  advice: REMEDY,
  find: (change) => {
    const { base, head } = change;
    if (isSame(base.facts.platform.gitops as unknown as Json, head.facts.platform.gitops as unknown as Json)) return [];
    const moved = change.apps.flatMap((app) => moveOf(change, app));
    return [...new Set(moved.map(({ places }) => places))].map((places): RuleFinding => {
      const apps = moved.filter((move) => move.places === places).map(({ app }) => app);
      const message = `The manifests of ${listed(apps, 3)} move: ${places}.`;
      return { severity: 'warning', app: null, environment: null, message, remedy: REMEDY };
    });
  },
};

interface Move {
  readonly app: string;
  /** From where, and to where. */
  readonly places: string;
}

/** Nothing where the application has no manifests on both sides, or they stay. */
function moveOf({ base, head, registry }: FleetChange, { name, base: was, head: is }: AppPair): Move[] {
  if (was === undefined || is === undefined || !isInCluster(registry, was) || !isInCluster(registry, is)) return [];
  const before = placeText(base.facts.platform.gitops.layout, gitopsRepository(base.facts.platform, was, registry));
  const after = placeText(head.facts.platform.gitops.layout, gitopsRepository(head.facts.platform, is, registry));
  return before === after ? [] : [{ app: name, places: `from ${before} to ${after}` }];
}

function isInCluster({ parts }: FleetChange['registry'], { environments }: NonNullable<AppPair['head']>): boolean {
  const charted = parts.filter(({ charts }) => charts !== undefined);
  return environments.some((facts) => charted.some((part) => part.factsOf(facts) !== undefined));
}

/** The repositories of applications differ by name alone. */
function placeText(layout: 'central' | 'app-repositories', repository: GitopsRepository | undefined): string {
  if (repository === undefined) return 'no repository';
  const where =
    layout === 'central'
      ? repository.url.replace(/^.*\/([^/]+)\.git$/, 'the repository `$1`')
      : 'their own repositories';
  return `${where}, branch \`${repository.branch}\``;
}
