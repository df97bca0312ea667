import { findingIn, type ReviewRule, type RuleFinding, withLostResources } from '@goldenpath/extension';
import type { RepositoryPart } from '../types';

const REMEDY = 'Move or archive the repository on GitHub first, and name its new owner.';

/** Reports a removed GitHub repository. */
export const repositoryLoss: ReviewRule<undefined, RepositoryPart, undefined> = {
  id: 'repository-loss',
  rank: 40,
  severity: 'danger',
  firesOn:
    'A GitHub repository that is destroyed or replaced, because its application leaves the fleet, has no repository now, or has one with another name or in another organisation.',
  advice: REMEDY,
  loses: { one: 'repository', many: 'repositories' },
  find(change) {
    const found = change.once.flatMap((pair): RuleFinding[] => {
      const [before, after] = [pair.base, pair.head].map(
        (repository) => repository && `${repository.organisation}/${repository.name}`,
      );
      if (before === undefined || before === after) return [];
      const message = `${whyText(pair.app, pair.of.head, after)}: the repository ${before} is archived and no longer managed.`;
      return [findingIn(pair, 'danger', message, REMEDY)];
    });
    return withLostResources(change, 'github_repository', found, { what: 'The repository', remedy: REMEDY });
  },
};

function whyText(app: string, head: object | undefined, after: string | undefined): string {
  if (head === undefined) return `${app} leaves the fleet`;
  return after === undefined ? `${app} no longer has a repository` : `${app} has another repository, ${after}`;
}
