import * as fs from 'node:fs';
import * as readline from 'node:readline';
import type { Json } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetVersion } from '@goldenpath/review';
import type { RenderedJob } from './render';
import { assembleSide, type WrittenFacts } from './side';

/** Rises when another version could misunderstand the file. */
const VERSION = 1;

interface Head {
  readonly version: number;
  readonly facts: FleetFacts;
  readonly platformFile: Json;
  readonly writtenApps: readonly (readonly [string, Json])[];
}

/**
 * Writes a whole side of a review to a file, which another version of this program reads: a line of JSON for what was written and
 * what it means, then one for each application and for the platform.
 */
export function writeSideFile(file: string, fleet: WrittenFacts, rendered: readonly RenderedJob[]): void {
  const head: Head = {
    version: VERSION,
    facts: fleet.facts,
    platformFile: fleet.platformFile,
    writtenApps: [...fleet.writtenApps],
  };
  const out = fs.openSync(file, 'wx', 0o600);
  try {
    for (const line of [head, ...rendered]) fs.writeSync(out, `${JSON.stringify(line)}\n`);
  } finally {
    fs.closeSync(out);
  }
}

/** Reads what {@link writeSideFile} wrote; `undefined` where another version wrote it in a form that is not known here. */
export async function readSideFile(file: string): Promise<FleetVersion | undefined> {
  let head: Head | undefined;
  const rendered: RenderedJob[] = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity })) {
    if (head === undefined) head = JSON.parse(line) as Head;
    else rendered.push(JSON.parse(line) as RenderedJob);
    if (head.version !== VERSION) return undefined;
  }
  if (head === undefined) return undefined;
  return assembleSide({ ...head, writtenApps: new Map(head.writtenApps) }, rendered);
}
