export {
  type BootstrapFacts,
  type BootstrapRole,
  bootstrapStack,
  type GitopsRepository,
  ORGANISATION_ID,
  REPOSITORY_ID,
  type StateBucket,
} from './bootstrap';
export { appStacks, platformStacks } from './generate';
export { stacksManifest } from './manifest';
export { applicationStack, environmentStack, platformStack, type StackContext } from './stacks';
