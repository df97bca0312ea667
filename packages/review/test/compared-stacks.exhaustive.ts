import type { Review } from '@goldenpath/review';
import { repositoryWith, reviewCases, reviewIn } from '@goldenpath/testing/review-cases';

const LIMIT = 120_000;

/** Edits that come to all that Terraform may do: create, change in place, replace and destroy. */
const CASES = [
  'app-renamed',
  'database-dedicated-to-shared-accepted',
  'database-size-up',
  'owner-moved',
  'platform-postgres-version',
  'risk-raised',
  'replicas-in-prod',
  'image-given-to-built-app',
  'platform-approvers-added',
  'database-user-renamed',
  'database-renamed',
];

/** Comparing the contents of stacks gives the same resource changes as a real Terraform plan in a cloud in the state of the base. */
test.each(reviewCases().filter(({ name }) => CASES.includes(name)))(
  'without plans as with them: $name',
  async ({ edit }) => {
    const repository = repositoryWith(edit);
    const [planned, compared] = [await reviewed(repository), await reviewed(repository, '--no-plan')];
    expect(compared.plans.source).toBe('none');
    expect(compared.resources).toEqual(planned.resources);
  },
  LIMIT,
);

async function reviewed(repository: string, ...args: readonly string[]): Promise<Review> {
  return JSON.parse((await reviewIn(repository, '--format', 'json', ...args)).text) as Review;
}
