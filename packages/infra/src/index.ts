export { appStacks, platformStacks } from './generate';
export { stacksManifest } from './manifest';
export { applicationStack } from './stacks/application';
export { environmentStack } from './stacks/environment';
export { platformStack } from './stacks/platform';
