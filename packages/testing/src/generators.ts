import { appStacks, platformStacks, stacksManifest } from '@goldenpath/infra';
import { catalogFiles } from '@goldenpath/catalog';
import { appManifests } from '@goldenpath/manifests';
import { fleetStacks } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { applicationRepository } from '@goldenpath/scaffold';
import type { Generator } from './generator-contract';

/** Every generator. A new one is a new line. */
export const GENERATORS: readonly Generator[] = [
  { name: 'manifests', generate: ({ apps }) => apps.flatMap((app) => appManifests(app, builtInRegistry)) },
  {
    name: "applications' stacks",
    generate: ({ apps, platform }) => apps.flatMap((app) => appStacks(app, platform, builtInRegistry)),
  },
  { name: "the platform's stacks", generate: ({ platform }) => platformStacks(platform, builtInRegistry) },
  {
    name: 'repositories',
    generate: ({ apps, platform }) =>
      apps.flatMap((app) =>
        applicationRepository(app, platform, builtInRegistry).map((file) => ({
          ...file,
          path: `${app.name}/${file.path}`,
        })),
      ),
  },
  { name: 'the catalog', generate: (fleet) => catalogFiles(fleet, builtInRegistry), ofWholeFleet: true },
  {
    name: 'the list of stacks',
    generate: (fleet) => [stacksManifest(fleetStacks(fleet))],
    ofWholeFleet: true,
  },
];
