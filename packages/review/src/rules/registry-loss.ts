import { appsAtBase, withLostResources } from './losses';
import type { Found, Rule } from './rule';

const REMEDY = 'Copy the images that still run to where they are pulled from next, before this is merged.';

/** An image registry that goes, with the images that run. */
export const registryLoss: Rule = {
  id: 'registry-loss',
  severity: 'danger',
  firesOn:
    'An ECR repository that is destroyed or replaced: its application leaves the fleet, is built no more, has one of another name or account, or gets another encryption, as it does where its risk becomes or was high.',
  advice: REMEDY,
  find(change) {
    const found = appsAtBase(change).flatMap(({ name, base, head }): Found[] => {
      const [before, after] = [base.registry?.arn, head?.registry?.arn];
      if (before === undefined || before === after) return [];
      const message = `${whyText(name, head, after)}: the registry ${base.registry?.name ?? ''} goes, and all images in it.`;
      return [{ severity: 'danger', app: name, environment: null, message, remedy: REMEDY }];
    });
    return withLostResources(change, 'aws_ecr_repository', found, {
      what: 'The registry',
      also: ', nor do the images in it',
      remedy: REMEDY,
    });
  },
};

function whyText(app: string, head: object | undefined, after: string | undefined): string {
  if (head === undefined) return `${app} leaves the fleet`;
  return after === undefined ? `${app} is built no more` : `${app} has another registry, ${after}`;
}
