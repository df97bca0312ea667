import { appsAtBase, withLostResources } from './losses';
import type { Found, Rule } from './rule';

const REMEDY = 'Move or archive the repository on GitHub first, and say who looks after it from then on.';

/** A repository on GitHub that goes. */
export const repositoryLoss: Rule = {
  id: 'repository-loss',
  severity: 'danger',
  firesOn:
    'A GitHub repository that is destroyed or replaced: its application leaves the fleet, has none any more, or has one of another name or in another organisation.',
  advice: REMEDY,
  find(change) {
    const found = appsAtBase(change).flatMap(({ name, base, head }): Found[] => {
      const [before, after] = [base.repository, head?.repository].map(
        (repository) => repository && `${repository.organisation}/${repository.name}`,
      );
      if (before === undefined || before === after) return [];
      const message = `${whyText(name, head, after)}: the repository ${before} is archived, and managed no more.`;
      return [{ severity: 'danger', app: name, environment: null, message, remedy: REMEDY }];
    });
    return withLostResources(change, 'github_repository', found, { what: 'The repository', remedy: REMEDY });
  },
};

function whyText(app: string, head: object | undefined, after: string | undefined): string {
  if (head === undefined) return `${app} leaves the fleet`;
  return after === undefined ? `${app} has no repository any more` : `${app} has another repository, ${after}`;
}
