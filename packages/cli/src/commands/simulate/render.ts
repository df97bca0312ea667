import { shownPath, type SimulationReset } from '@goldenpath/fleet';

/** Returns what a reset removed, as text. */
export function resetText({ folder, removed }: SimulationReset, cwd: string): string {
  const shown = shownPath(folder, cwd);
  return removed
    ? `Emptied the simulated cloud in ${shown}. The next simulated run starts with an empty account.\n`
    : `There is no simulated cloud in ${shown}.\n`;
}
