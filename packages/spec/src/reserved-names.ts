import type { ReservedName } from '@goldenpath/extension';

/** Environment names that the product or its workflows use for something else. */
export const RESERVED_ENVIRONMENTS: readonly ReservedName[] = [
  { name: 'base', isFor: 'the kustomize base, which all environments share' },
  { name: 'gitops', isFor: 'the GitHub environment that holds the key of the GitOps repository' },
  { name: 'once', isFor: 'the folder with overrides of the stack that an application has once' },
  { name: 'organisation-wide', isFor: 'the deployment target of what belongs to no environment' },
  { name: 'overlays', isFor: 'the folder of the kustomize overlays' },
  { name: 'plan', isFor: 'the GitHub environment that pull requests are planned in' },
  { name: 'platform', isFor: 'the stacks that belong to no application' },
  { name: 'removals', isFor: 'the tag `deployed/removals`, which records what was destroyed' },
  { name: 'requests', isFor: 'the GitHub environment that holds the key for pull requests with new specs' },
  { name: 'scheduled', isFor: 'the GitHub environment that drift and rotation run in' },
  { name: 'terraform', isFor: 'the folder with overrides of Terraform resources' },
];
