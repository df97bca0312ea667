import type { GeneratedFile } from '@goldenpath/files';
import { stackFilePath, stackText } from '../synthesis/stack-file';
import type { BootstrapFacts } from './facts';

export {
  type BootstrapFacts,
  type BootstrapRole,
  type GitopsRepository,
  ORGANISATION_ID,
  REPOSITORY_ID,
  type OperatorRole,
  type StateBucket,
} from './facts';

/**
 * The stack of what an account needs before anything else can be deployed to it: state buckets, GitHub's identity provider, the roles of the
 * workflows, those that read the secrets of clusters, and the GitOps repository.
 *
 * It assumes no role: an administrator of the account applies it.
 */
export function bootstrapStack(facts: BootstrapFacts): GeneratedFile {
  return {
    path: stackFilePath(facts.stack.name),
    content: stackText((root) => loadBuilder().buildBootstrap(root, facts)),
    ownership: 'managed',
  };
}

/** Its bindings are as large as those of all stacks that `synth` makes together. */
function loadBuilder(): typeof import('./build-bootstrap') {
  return require('./build-bootstrap') as typeof import('./build-bootstrap');
}
