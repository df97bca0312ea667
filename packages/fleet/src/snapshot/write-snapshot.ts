import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import { fleetStacks } from '@goldenpath/model';
import { writeFileAtomically } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { previewTemplates } from '../preview/template';
import { SNAPSHOT_VERSION, type SnapshotHead } from './format';
import { makeUnits } from './make-units';
import { partAnswers } from './part-answers';
import { digestOf } from './source';

export interface SnapshotOptions {
  /** The file to write. */
  readonly out: string;
}

/** A snapshot that was written. */
export interface WrittenSnapshot {
  /** The absolute path of the file. */
  readonly file: string;
  /** The SHA-256 of the file: `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly bytes: number;
  /** How many applications and stacks are in it. */
  readonly apps: number;
  readonly stacks: number;
}

/**
 * Evaluates the fleet and writes the result to one file: its facts, manifests and stacks. Operations on a snapshot run no code of specs
 * and of extensions.
 *
 * @throws UserError where the file cannot be written.
 */
export async function writeSnapshot(context: FleetContext, { out }: SnapshotOptions): Promise<WrittenSnapshot> {
  if (out === '') throw new UserError('`--out` names no file.', 'Name the file to write.');
  const fleet = await loadValidFleet(context);
  const units = await makeUnits(fleet, context);
  const previews = previewTemplates(fleet.facts.apps, fleet.registry);
  const head: SnapshotHead = {
    format: 'goldenpath-snapshot',
    version: SNAPSHOT_VERSION,
    facts: fleet.facts,
    parts: partAnswers(fleet),
    ...(previews.length > 0 && { previews }),
    units: units.length,
  };
  const content = Buffer.concat([head, ...units].map((line) => Buffer.from(`${JSON.stringify(line)}\n`)));
  const file = path.resolve(context.cwd, out);
  write(file, content);
  return {
    file,
    digest: digestOf(content),
    bytes: content.length,
    apps: fleet.facts.apps.length,
    stacks: fleetStacks(fleet.facts).length,
  };
}

function write(file: string, content: Uint8Array): void {
  try {
    writeFileAtomically(file, content);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`Cannot write ${file}: ${code}.`, 'Name a file in a folder that can be written to.', {
      cause: error,
    });
  }
}
