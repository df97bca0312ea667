import { createHash } from 'node:crypto';
import { isMap, tryParseJson } from '../json';

/** The file of a plan folder that lists its plans. It is written last, so that a folder without it is not complete. */
export const MANIFEST = 'plans.json';

const MANIFEST_VERSION = 1;

/** Which state of a stack a plan was made from. */
export interface StateVersion {
  /** Empty where the stack has no state yet. */
  readonly lineage: string;
  readonly serial: number;
}

/** A stack in a plan folder. */
export interface SavedStack {
  readonly stack: string;
  /** `waits`: it was not saved, because the stack `by` has to be applied first. */
  readonly status: 'planned' | 'unchanged' | 'waits';
  readonly by?: string;
  /** The SHA-256 of the synthesised stack. */
  readonly synthesised: string;
  /** The SHA-256 of the plan file, encrypted where the files are. Only of a stack that is `planned`. */
  readonly file?: string;
  /** Not of a stack that waits. */
  readonly state?: StateVersion;
}

/** The content of {@link MANIFEST}. */
export interface Manifest {
  /** Where the plans apply, such as `account 123456789012 in eu-west-2 of acme`. */
  readonly target: string;
  /** The engine that made the plans, such as `Terraform 1.11.4`. No other version applies them. */
  readonly engine: string;
  /** Set where the plan files are encrypted: 32 hexadecimal digits, from which the key follows together with the passphrase. */
  readonly salt?: string;
  readonly stacks: readonly SavedStack[];
}

/** Returns `sha256:` and 64 hexadecimal digits. */
export function sha256(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Returns what an encrypted plan file is bound to: where it applies, and to which stack and state. */
export function aboutPlan(
  { target, engine }: Pick<Manifest, 'target' | 'engine'>,
  { stack, synthesised, state }: SavedStack,
): string {
  return JSON.stringify([target, engine, stack, synthesised, state?.lineage, state?.serial]);
}

/** Returns the name of a stack's plan file in a plan folder. */
export function planFileName(stack: string): string {
  return `${stack}.tfplan`;
}

/** The name of a stack. It is part of a file name, so nothing else is allowed in it. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;

/** Returns the text of a manifest. */
export function manifestText({ target, engine, salt, stacks }: Manifest): string {
  const sealed = salt === undefined ? {} : { salt };
  const head = { format: 'goldenpath-plans', version: MANIFEST_VERSION, target, engine, ...sealed };
  const sorted = stacks.toSorted((a, b) => (a.stack < b.stack ? -1 : 1));
  return `${JSON.stringify({ ...head, stacks: sorted }, null, 2)}\n`;
}

/** Reads a manifest, whose text can come from anywhere. Returns the reason where it is not valid. */
export function parseManifest(text: string): Manifest | { readonly reason: string } {
  const value = tryParseJson(text);
  if (!isMap(value) || value['format'] !== 'goldenpath-plans') return { reason: 'it does not list plans' };
  if (value['version'] !== MANIFEST_VERSION)
    return { reason: `it has version ${String(value['version'])} of the format, not ${MANIFEST_VERSION}` };
  const { target, engine, salt, stacks } = value;
  if (typeof target !== 'string' || typeof engine !== 'string' || !Array.isArray(stacks))
    return { reason: 'it names no target, engine or stacks' };
  if (salt !== undefined && !matches(salt, SALT)) return { reason: '`salt` is not 32 hexadecimal digits' };
  const wrong = stacks.findIndex((each) => !isSavedStack(each));
  if (wrong !== -1) return { reason: `entry ${wrong + 1} of \`stacks\` is not valid` };
  const listed = stacks as readonly SavedStack[];
  if (new Set(listed.map(({ stack }) => stack)).size !== listed.length) return { reason: 'it lists a stack twice' };
  return { target, engine, stacks: listed, ...(typeof salt === 'string' && { salt }) };
}

function isSavedStack(value: unknown): value is SavedStack {
  if (!isMap(value)) return false;
  const { stack, status, by, synthesised, file, state } = value;
  if (!matches(stack, NAME) || !matches(synthesised, DIGEST)) return false;
  if (status === 'waits') return matches(by, NAME) && file === undefined && state === undefined;
  if (by !== undefined || !isStateVersion(state)) return false;
  return status === 'planned' ? matches(file, DIGEST) : status === 'unchanged' && file === undefined;
}

function isStateVersion(value: unknown): value is StateVersion {
  return isMap(value) && typeof value['lineage'] === 'string' && Number.isSafeInteger(value['serial']);
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/**
 * Reads the version from a state as Terraform writes it.
 *
 * @returns `undefined` where the text is not a state. An empty text is the state of a stack that was never applied.
 */
export function stateVersionIn(text: string): StateVersion | undefined {
  if (text.trim() === '') return { lineage: '', serial: 0 };
  const state = tryParseJson(text);
  return isMap(state) && isStateVersion(state) ? { lineage: state.lineage, serial: state.serial } : undefined;
}

/** Whether two versions are of the same state. An empty state has no lineage until its first apply. */
export function isSameState(a: StateVersion, b: StateVersion): boolean {
  return a.serial === b.serial && (a.serial === 0 || a.lineage === b.lineage);
}
