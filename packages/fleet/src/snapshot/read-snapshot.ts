import * as fs from 'node:fs';
import { systemCode, UserError } from '@goldenpath/errors';
import { isSafePath } from '@goldenpath/files';
import type { PreviewTemplate } from '../preview/template';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { problemInFacts } from './check-facts';
import { MOST_BYTES, SNAPSHOT_VERSION, type SnapshotHead, type SnapshotUnit } from './format';
import { answeringRegistry } from './part-answers';
import { digestOf, type SnapshotSource } from './source';

/** A fleet as a snapshot has it. */
export interface Snapshot extends ResolvedFleet {
  readonly units: readonly SnapshotUnit[];
  readonly previews?: readonly PreviewTemplate[];
}

const REMEDY = 'Make it with `goldenpath snapshot`, of the same version as this command.';

/**
 * Reads a snapshot. What is in it is data that another job made, and is checked: its digest, its size, the names and paths in it.
 *
 * @throws UserError where it is not a snapshot, is not complete, or has another digest.
 */
export function readSnapshot({ file, digest }: SnapshotSource): Snapshot {
  const content = readContent(file);
  assertDigest(file, content, digest);
  const [first, ...rest] = linesOf(content).map((line) => tryParse(line));
  const head = headOf(file, first);
  const problem = problemOf(() => problemInFacts(head.facts));
  if (problem !== undefined) throw damaged(file, `its field \`${problem}\` is not valid`);
  if (rest.length !== head.units) throw damaged(file, 'it is not complete');
  return {
    facts: head.facts,
    registry: answeringRegistry(head.parts, head.facts),
    ...(head.previews !== undefined && { previews: head.previews }),
    units: rest.map((unit, index) => unitOf(file, unit, index + 2)),
  };
}

/** No link: the file is where the caller says. */
function readContent(file: string): Buffer {
  try {
    const status = fs.lstatSync(file);
    if (!status.isFile()) throw new UserError(`${file} is not a regular file.`, 'Name the snapshot itself.');
    if (status.size > MOST_BYTES) throw damaged(file, 'it is larger than 1 GiB');
    return fs.readFileSync(file);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      `Cannot read the snapshot ${file}: ${code}.`,
      'Name the file that `goldenpath snapshot` wrote.',
      {
        cause: error,
      },
    );
  }
}

function assertDigest(file: string, content: Uint8Array, expected: string | undefined): void {
  if (expected === undefined) return;
  if (!/^sha256:[0-9a-f]{64}$/.test(expected))
    throw new UserError(
      `\`--snapshot-digest\` is ${expected === '' ? 'empty' : 'not a digest'}.`,
      'Pass what `goldenpath snapshot` prints: `sha256:` and 64 hexadecimal digits.',
    );
  const found = digestOf(content);
  if (found === expected) return;
  throw new UserError(
    `${file} is not the expected snapshot: its digest is ${found}, not ${expected}.`,
    'Take the file and the digest of the same `goldenpath snapshot`.',
  );
}

function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < content.length;) {
    const found = content.indexOf(0x0a, start);
    const end = found === -1 ? content.length : found;
    lines.push(content.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function tryParse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

function headOf(file: string, value: unknown): SnapshotHead {
  const head = value as Partial<SnapshotHead> | undefined;
  if (head?.format !== 'goldenpath-snapshot') throw new UserError(`${file} is not a snapshot.`, REMEDY);
  if (head.version !== SNAPSHOT_VERSION)
    throw new UserError(`${file} has version ${String(head.version)} of the snapshot format.`, REMEDY);
  const problem = problemOf(() => (Array.isArray(head.parts) && head.facts !== undefined ? undefined : 'facts'));
  if (problem !== undefined) throw damaged(file, 'it has no facts');
  return head as SnapshotHead;
}

/** A value of an unexpected type makes a check throw. */
function problemOf(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    if (error instanceof TypeError) return 'facts';
    throw error;
  }
}

const UNIT = /^(manifest|argocd|platform\/[a-z0-9-]+|app\/[a-z0-9-]+(\/[a-z0-9-]+)?)$/;
const STACK_FILE = /^(manifest\.json|stacks\/[a-z0-9-]+\/cdk\.tf\.json)$/;
const MANIFEST_FILE =
  /^(apps\/[a-z0-9-]+\/deploy\/(base|overlays\/[a-z0-9-]+)|argocd|platform\/[a-z0-9-]+)\/[A-Za-z0-9][A-Za-z0-9._-]*$/;

function unitOf(file: string, value: unknown, line: number): SnapshotUnit {
  const unit = value as SnapshotUnit;
  const isGood = (() => {
    try {
      const paths = unit.tree === 'stacks' ? STACK_FILE : unit.tree === 'manifests' ? MANIFEST_FILE : undefined;
      return (
        paths !== undefined &&
        UNIT.test(unit.unit) &&
        typeof unit.key === 'string' &&
        unit.files.every(
          (each) =>
            paths.test(each.path) &&
            isSafePath(each.path) &&
            typeof each.content === 'string' &&
            each.ownership === 'managed',
        )
      );
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  })();
  if (!isGood) throw damaged(file, `line ${line} is not a unit of manifests or stacks`);
  return unit;
}

function damaged(file: string, why: string): UserError {
  return new UserError(`${file} is not a valid snapshot: ${why}.`, REMEDY);
}
