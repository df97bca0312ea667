import { appStacks, platformStacks } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet } from '@goldenpath/testing/fleet';

/** The text of every stack of a fleet. */
export async function stackTexts(folder: string): Promise<string[]> {
  const { facts } = await openFleet(folder);
  return [
    ...platformStacks(facts.platform, builtInRegistry),
    ...facts.apps.flatMap((app) => appStacks(app, facts.platform, builtInRegistry)),
  ].map(({ content }) => content);
}
