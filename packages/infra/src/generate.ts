import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import { applicationStack } from './stacks/application';
import { environmentStack } from './stacks/environment';
import { platformStack } from './stacks/platform';

/** Every stack of one application: its own, and one for each environment that it has something in. */
export function appStacks(app: AppFacts, platform: PlatformFacts): GeneratedFile[] {
  const environments = app.environments.map((inEnvironment) => environmentStack(app, inEnvironment, platform));
  return [applicationStack(app, platform), ...environments].filter((file) => file !== undefined);
}

/** Every stack of the platform itself. */
export function platformStacks(platform: PlatformFacts): GeneratedFile[] {
  return platform.environments
    .map((environment) => platformStack(environment, platform))
    .filter((file) => file !== undefined);
}
