import { findingIn, type ReviewRule, type RuleFinding, withLostResources } from '@goldenpath/extension';
import type { RegistryPart } from '../types';

const REMEDY = 'Before this is merged, copy the images that still run to the new registry.';

/** Reports a removed image registry, including the running images. */
export const registryLoss: ReviewRule<undefined, RegistryPart, undefined> = {
  id: 'registry-loss',
  rank: 50,
  severity: 'danger',
  firesOn:
    'An ECR repository that is destroyed or replaced, because its application leaves the fleet, is no longer built, or uses a repository with another name, account or encryption. The encryption changes if the risk becomes high, or was high.',
  advice: REMEDY,
  loses: { one: 'registry', many: 'registries' },
  find(change) {
    const found = change.once.flatMap((pair): RuleFinding[] => {
      const [before, after] = [pair.base?.arn, pair.head?.arn];
      if (before === undefined || before === after) return [];
      const message = `${whyText(pair.app, pair.of.head, after)}: the registry ${pair.base?.name ?? ''} is deleted with all images in it.`;
      return [findingIn(pair, 'danger', message, REMEDY)];
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
  return after === undefined ? `${app} is no longer built` : `${app} has another registry, ${after}`;
}
