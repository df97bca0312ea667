import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, FleetFacts, PlatformFacts, StackFacts } from '@goldenpath/model';
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

/** What `stacksManifest` needs of a whole fleet: every stack, the platform's first. */
export function fleetStackFacts({ platform, apps }: FleetFacts): StackFacts[] {
  const platforms = platform.environments.map(({ databases }) => databases?.stack);
  const ofApps = apps.flatMap((app) => [app.stack, ...app.environments.map(({ stack }) => stack)]);
  return [...platforms, ...ofApps].filter((stack) => stack !== undefined);
}
