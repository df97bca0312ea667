import * as path from 'node:path';
import { type KnownFleet, openKnownFleet } from '../cache/known-fleet';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { defaultRoots } from '../synth/trees';

export interface ValidateOptions {
  /** Only errors in these applications and in those that they use. @default all applications */
  readonly apps?: readonly string[];
}

/** A valid fleet. */
export interface ValidatedFleet {
  readonly environments: readonly string[];
  readonly apps: readonly ValidatedApp[];
  /** What the platform file asks for and GitHub does not offer, and what is left to do before an application works. */
  readonly notes: readonly string[];
}

export interface ValidatedApp {
  readonly name: string;
  readonly kind: string;
  /** Relative to `cwd`. */
  readonly file: string;
  /** `code`: the spec is TypeScript and was run. */
  readonly trust: 'data' | 'code';
}

/** Validates every spec and the platform file. Specs that did not change since the last synthesis are not read. */
export async function validate(
  context: FleetContext,
  { apps: only = [] }: ValidateOptions = {},
): Promise<ValidatedFleet> {
  const known = await openKnownFleet(context, defaultRoots(context));
  if (known !== undefined) return validatedBefore(known, context, only);
  const { validateAll } = await import('./validate-all.js');
  return validateAll(context, only);
}

function validatedBefore(
  { cache, updated }: KnownFleet,
  { source }: FleetContext,
  only: readonly string[],
): ValidatedFleet {
  const { environments, notes = [], apps } = updated?.cache ?? cache;
  const names = apps.map(({ files }) => files.folder);
  assertKnown('application', only, names);
  const selected = apps.filter(({ files }) => only.length === 0 || only.includes(files.folder));
  return {
    environments,
    notes: [...notes, ...new Set(selected.flatMap(({ brief }) => brief.todos ?? []))],
    apps: selected.map(({ files: { folder, file }, brief: { kind } }) => ({
      name: folder,
      kind,
      file: path.relative(source.relativeTo, path.join(source.appsFolder, folder, file)),
      trust: file === 'app.ts' ? 'code' : 'data',
    })),
  };
}
