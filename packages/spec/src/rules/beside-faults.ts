import type { Path } from '@goldenpath/extension';

/**
 * Whether a problem that a rule found in the sound part of a spec is one. It is not where the fault lies in what the rule read: a
 * consequence is not reported beside its cause.
 *
 * @param reads - The fields that the rule reads besides those that it reports.
 */
export function isBesideFaults(problem: Path, faults: readonly Path[], reads: readonly string[] = []): boolean {
  const setting = withoutOverride(problem);
  return faults.every((path) => {
    const fault = withoutOverride(path);
    const field = String(fault[0]);
    // What is overridden is checked for the environments that the application runs in.
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
