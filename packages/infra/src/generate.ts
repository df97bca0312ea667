import type { AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { applicationStack, environmentStack, platformStack } from './stacks';

/** Every stack of one application: its own, and one for each environment that it has something in. */
export function appStacks(app: AppFacts, platform: PlatformFacts, registry: Registry): GeneratedFile[] {
  const environments = app.environments.map((facts) => environmentStack(app, facts, { platform, registry }));
  return [applicationStack(app, { platform, registry }), ...environments].filter((file) => file !== undefined);
}

/** Every stack of the platform itself. */
export function platformStacks(platform: PlatformFacts, registry: Registry): GeneratedFile[] {
  return platform.environments
    .map((environment) => platformStack(environment, { platform, registry }))
    .filter((file) => file !== undefined);
}
