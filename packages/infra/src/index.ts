export { appStacks, platformStacks } from './generate';
export { stacksManifest } from './manifest';
export { applicationStack, environmentStack, platformStack, type StackContext } from './stacks';
