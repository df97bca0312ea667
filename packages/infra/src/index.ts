// oxlint-disable-next-line import/no-unassigned-import -- loads CDKTF before the files below import it
import './synthesis/load-cdktf';

export {
  type BootstrapFacts,
  type BootstrapRole,
  bootstrapStack,
  type GitopsRepository,
  ORGANISATION_ID,
  REPOSITORY_ID,
  type OperatorRole,
  type StateBucket,
} from './bootstrap';
export { appStacks, platformStacks } from './generate';
export { LOCAL_CLUSTER_STACK, localClusterStack } from './local-cluster';
export { stacksManifest } from './manifest';
export { checkOverrides, type OverrideFinding, type OverrideOptions } from './overrides/check';
export { applicationStack, environmentStack, platformStack, type StackContext } from './stacks';
