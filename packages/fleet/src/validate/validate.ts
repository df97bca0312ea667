import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';

export interface ValidateOptions {
  /** Only the mistakes of these applications, and of those that they use. @default all applications */
  readonly apps?: readonly string[];
}

/** A fleet without mistakes. */
export interface ValidatedFleet {
  readonly environments: readonly string[];
  readonly apps: readonly ValidatedApp[];
}

export interface ValidatedApp {
  readonly name: string;
  readonly kind: string;
  /** Relative to `cwd`. */
  readonly file: string;
  /** `code`: the spec is a program, and it was run. */
  readonly trust: 'data' | 'code';
}

/** Checks every spec and the platform file. */
export async function validate(
  context: FleetContext,
  { apps: only = [] }: ValidateOptions = {},
): Promise<ValidatedFleet> {
  const { loaded, facts } = await loadValidFleet(context, only);
  const apps = loaded.apps.filter(({ spec }) => only.length === 0 || only.includes(spec.name));
  return {
    environments: facts.platform.environments.map(({ name }) => name),
    apps: apps.map(({ spec: { name, kind }, document, trust }) => ({ name, kind, file: document.file, trust })),
  };
}
