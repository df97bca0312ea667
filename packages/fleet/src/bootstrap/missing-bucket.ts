import type { StackOutcome } from '@goldenpath/deploy';
import type { BootstrapFacts } from '@goldenpath/infra';

/** A state bucket that does not exist, in the words of Terraform's backend and of S3. */
const NO_BUCKET = /\bS3 bucket "[^"]*" does not exist|NoSuchBucket|The specified bucket does not exist/;

/**
 * Explains the failure of a stack whose state bucket does not exist yet. The bucket is in the stack itself, so that its first state must be in a
 * file.
 */
export function explainMissingBucket(outcome: StackOutcome, all: readonly BootstrapFacts[]): StackOutcome {
  const state = all.find(({ stack }) => stack.name === outcome.stack)?.stack.state;
  const isMissing = outcome.problems.some(({ summary, detail }) => NO_BUCKET.test(`${summary}\n${detail}`));
  if (state?.type !== 's3' || !isMissing) return outcome;
  return {
    ...outcome,
    problems: [
      {
        severity: 'error',
        summary: `The bucket ${state.bucket} for the state of ${outcome.stack} does not exist`,
        detail:
          'Before the first deployment, add --local-state. Then run `goldenpath bootstrap deploy --local-state`, and `goldenpath bootstrap migrate`.',
      },
    ],
  };
}
