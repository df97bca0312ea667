import type { ErrorObject, ValidateFunction } from 'ajv';
import type { WrittenAppSpec } from '../types/app';
import type { Path } from '@goldenpath/extension';
import { pathOfPointer } from './paths';

/** What is left of a spec without what its schema refuses, so that rules can look at the rest. */
export interface SoundPart {
  readonly written: WrittenAppSpec;
  /** What was taken out, and what was missing. */
  readonly faults: readonly Path[];
}

/** Taking one mistake out can uncover another, such as a list that is too short now; few do, and none for long. */
const MAX_ROUNDS = 10;

/** Takes everything out of a spec that its schema refuses. The value itself stays as it is. */
export function soundPart(value: Readonly<Record<string, unknown>>, check: ValidateFunction): SoundPart | undefined {
  const written = structuredClone(value) as Record<string, unknown>;
  const faults: Path[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (check(written)) return { written: withRequired(written), faults };
    // What a name breaks is said once more of the name as a whole.
    const errors = (check.errors ?? []).filter(({ propertyName }) => propertyName === undefined);
    const found = errors.map((error) => faultOf(error, written));
    const removed = found.filter((path) => remove(written, path));
    faults.push(...found);
    // What is left is missing, and cannot be taken out.
    if (removed.length === 0) return { written: withRequired(written), faults };
  }
  return undefined;
}

/** Rules read these as text, and say nothing of what is a fault already. */
function withRequired(written: Record<string, unknown>): WrittenAppSpec {
  return { name: '', description: '', owner: '', ...written } as unknown as WrittenAppSpec;
}

function faultOf({ keyword, params, instancePath }: ErrorObject, root: unknown): Path {
  const path = pathOfPointer(instancePath, root);
  const within = {
    required: 'missingProperty',
    additionalProperties: 'additionalProperty',
    propertyNames: 'propertyName',
  };
  const name = Object.hasOwn(within, keyword) ? params[within[keyword as keyof typeof within]] : undefined;
  if (name !== undefined) return [...path, String(name)];
  // Of a list, all: what follows an item that is gone would be at another place.
  const list = path.findIndex((step) => typeof step === 'number');
  return list < 0 ? path : path.slice(0, list);
}

function remove(root: Record<string, unknown>, path: Path): boolean {
  let current: unknown = root;
  for (const step of path.slice(0, -1)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return false;
    current = (current as Record<string | number, unknown>)[step];
  }
  const last = path.at(-1);
  if (typeof current !== 'object' || current === null || last === undefined || !Object.hasOwn(current, last))
    return false;
  return Reflect.deleteProperty(current, last);
}
