import type { Path } from '@goldenpath/extension';

/**
 * Returns whether a problem in the valid part of a spec is independent of its faults. A consequence of a fault is not reported.
 *
 * @param reads - Other fields that the rule reads.
 */
export function isBesideFaults(problem: Path, faults: readonly Path[], reads: readonly string[] = []): boolean {
  const setting = withoutOverride(problem);
  return faults.every((path) => {
    const fault = withoutOverride(path);
    const field = String(fault[0]);
    // Overridden values are checked for the environments that the application runs in.
    const readsFault = reads.includes(field) || (field === 'environments' && problem[0] === 'overrides');
    return !readsFault && !startsWith(setting, fault) && !startsWith(fault, setting);
  });
}

function withoutOverride(path: Path): Path {
  return path[0] === 'overrides' && path.length > 2 ? path.slice(2) : path;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step);
}
