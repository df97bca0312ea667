import type { Path } from '@goldenpath/extension';

/** Fields whose fault leaves a rule about others with a default that nobody chose: what such rules find is not told. */
const READ_WITH: Readonly<Record<string, readonly string[]>> = {
  environments: ['database', 'overrides'],
  image: ['port'],
  risk: ['database'],
};

/**
 * Whether a problem that a rule found in the sound part of a spec is one: it is not where the fault lies in what the
 * rule read, for a consequence is not told beside its cause.
 */
export function isBesideFaults(problem: Path, faults: readonly Path[]): boolean {
  const setting = withoutOverride(problem);
  return faults.every((path) => {
    const fault = withoutOverride(path);
    const readsFault = READ_WITH[String(fault[0])]?.includes(String(problem[0])) ?? false;
    return !readsFault && !startsWith(setting, fault) && !startsWith(fault, setting);
  });
}

function withoutOverride(path: Path): Path {
  return path[0] === 'overrides' && path.length > 2 ? path.slice(2) : path;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step);
}
