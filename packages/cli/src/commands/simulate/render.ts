import { shownPath, type SimulationReset } from '@goldenpath/fleet';

/** Returns what a reset removed, as text. */
export function resetText({ folder, removed, servers }: SimulationReset, cwd: string): string {
  const shown = shownPath(folder, cwd);
  const databases =
    servers.length === 0
      ? ''
      : `Removed the embedded PostgreSQL of ${servers.join(', ')}, with its databases and their secrets.\n`;
  const cloud = removed
    ? `Emptied the simulated cloud in ${shown}. The next simulated run starts with an empty account.\n`
    : `There is no simulated cloud in ${shown}.\n`;
  return cloud + databases;
}
