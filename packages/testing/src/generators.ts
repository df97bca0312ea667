import { appStacks, platformStacks, stacksManifest } from '@goldenpath/infra';
import { appManifests } from '@goldenpath/manifests';
import { fleetStacks } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
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
    name: 'the list of stacks',
    generate: (fleet) => [stacksManifest(fleetStacks(fleet))],
    ofWholeFleet: true,
  },
];
