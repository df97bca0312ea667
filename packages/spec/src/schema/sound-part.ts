import type { ErrorObject, ValidateFunction } from 'ajv';
import type { WrittenAppSpec } from '../types/app';
import type { Path } from '@goldenpath/extension';
import { pathOfPointer } from './paths';

/** The valid part of a spec, which rules can check. */
export interface SoundPart {
  readonly written: WrittenAppSpec;
  /** Invalid and missing values. */
  readonly faults: readonly Path[];
}

/** Removing one error can reveal another, such as a list that is too short. Few rounds are needed. */
const MAX_ROUNDS = 10;

/** Removes everything from a copy of a spec that its schema rejects. */
export function soundPart(value: Readonly<Record<string, unknown>>, check: ValidateFunction): SoundPart | undefined {
  const written = structuredClone(value) as Record<string, unknown>;
  const faults: Path[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (check(written)) return { written: withRequired(written), faults };
    // An invalid property name is reported once more for the object.
    const errors = (check.errors ?? []).filter(({ propertyName }) => propertyName === undefined);
    const found = errors.map((error) => faultOf(error, written));
    const removed = found.filter((path) => remove(written, path));
    faults.push(...found);
    // The rest is missing and cannot be removed.
    if (removed.length === 0) return { written: withRequired(written), faults };
  }
  return undefined;
}

/** Rules read these fields as text, and ignore known faults. */
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
  // Removes a whole list, because the following items would have another position.
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
