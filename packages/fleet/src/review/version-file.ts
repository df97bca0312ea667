import * as fs from 'node:fs';
import * as readline from 'node:readline';
import type { Json } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetVersion } from '@goldenpath/review';
import type { RenderedJob } from './render';
import { assembleVersion, type WrittenFacts } from './fleet-version';

/** The version of the format, which other versions of this program read. */
const VERSION = 1;

interface Head {
  readonly version: number;
  readonly facts: FleetFacts;
  readonly platformFile: Json;
  readonly writtenApps: readonly (readonly [string, Json])[];
}

/**
 * Writes a fleet version to a file for another version of this program: a line of JSON with the specs and facts, then a line for each
 * application and for the platform.
 */
export function writeVersionFile(file: string, fleet: WrittenFacts, rendered: readonly RenderedJob[]): void {
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

/** Reads the output of {@link writeVersionFile}. Returns undefined when the format is unknown. */
export async function readVersionFile(file: string): Promise<FleetVersion | undefined> {
  let head: Head | undefined;
  const rendered: RenderedJob[] = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity })) {
    if (head === undefined) head = JSON.parse(line) as Head;
    else rendered.push(JSON.parse(line) as RenderedJob);
    if (head.version !== VERSION) return undefined;
  }
  if (head === undefined) return undefined;
  return assembleVersion({ ...head, writtenApps: new Map(head.writtenApps) }, rendered);
}
