export { stacksManifest } from '@goldenpath/infra';
