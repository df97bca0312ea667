import { testFolder } from '@goldenpath/testing/folders';
import { runStep, type StepResult } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

export const FILE = '_build-and-release.yml';
export const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
export const DIGEST = `sha256:${'ab'.repeat(32)}`;
export const OTHER = `sha256:${'cd'.repeat(32)}`;
export const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** What a caller passes, and where its workflow runs. */
export interface Called {
  readonly environment?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly skip?: boolean;
  readonly latest?: boolean;
  readonly event?: string;
  readonly ref?: string;
}

/** Runs the first job. */
export function prepare(called: Called = {}): Promise<StepResult> {
  return runStep(step(FILE, 'prepare', 'Check the inputs'), {
    cwd: testFolder(),
    values: {
      'inputs.environment': called.environment ?? 'dev',
      'inputs.ecr_repository': called.repository ?? 'orders-api',
      'inputs.image_tag': called.tag ?? '',
      'inputs.skip_push': String(called.skip ?? false),
      'inputs.push_latest': String(called.latest ?? false),
      'github.event.repository.default_branch': 'main',
    },
    env: {
      GITHUB_SHA: SHA,
      GITHUB_EVENT_NAME: called.event ?? 'push',
      GITHUB_REF: called.ref ?? 'refs/heads/main',
    },
  });
}
