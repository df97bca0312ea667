import type { RunEvent } from '@goldenpath/deploy';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { ProcessScope } from '@goldenpath/process';
import type { FleetSource } from '@goldenpath/spec';
import type { AccountOwner } from './deploy/simulated-account';
import type { SnapshotSource } from './snapshot/source';
import { fleetSource } from './load/fleet-source';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Options of a fleet's operations. The operations read nothing else from the process. */
export interface FleetOptions {
  /** The working directory: the base of relative paths, and of file names in messages. */
  readonly cwd: string;
  /** The platform file. @default the nearest `platform.yaml` or `platform.ts`, in `cwd` or a parent */
  readonly platformFile?: string;
  /** The folder with one folder per application. @default `apps` next to the platform file */
  readonly appsFolder?: string;
  /** Refuse specs in TypeScript. @default false */
  readonly dataOnly?: boolean;
  /**
   * A file that `snapshot` wrote, and the digest that it must have. Plans, deployments, publications, releases, drift and databases then
   * take all of the fleet from it, and run no code of specs and extensions. @default the specs are read
   */
  readonly snapshot?: SnapshotSource;
  /** The environment of child processes: Git, Terraform, package managers. @default empty */
  readonly env?: Environment;
  /** When aborted, the running operation stops as soon as it can stop cleanly. @default never */
  readonly signal?: AbortSignal;
  /** When aborted after `signal`, the operation stops at once. @default never */
  readonly insist?: AbortSignal;
  /** Called during an operation. @default progress is not reported */
  readonly onProgress?: (progress: FleetProgress) => void;
  /** Runs the code of specs, which may never return. @default it runs like any other code */
  readonly runCode?: RunCode;
  /** The Node.js executable for the generators of another commit. @default `node` on the PATH of `env` */
  readonly node?: string;
}

/** Runs work that includes the code of specs. */
export type RunCode = <T>(work: () => Promise<T>) => Promise<T>;

/** The progress of an operation. */
export type FleetProgress =
  /** The specs of all applications are about to be read. */
  | { readonly kind: 'specs'; readonly all: number }
  /** Units of output that are done, of all stale units. */
  | { readonly kind: 'units'; readonly done: number; readonly all: number }
  /** A step of a review starts. */
  | { readonly kind: 'step'; readonly step: string }
  /** Terraform is being downloaded, because this machine has none. */
  | { readonly kind: 'engine-download'; readonly what: string }
  /** The simulated account belonged to another organisation, AWS account or region than the platform file names. It was emptied. */
  | { readonly kind: 'simulated-account-emptied'; readonly before: AccountOwner }
  /** A step of `create` or of its `undo` has its effect. It is recorded next. */
  | { readonly kind: 'create-step'; readonly app: string; readonly step: string }
  /** The code of specs printed something. */
  | { readonly kind: 'code-output'; readonly text: string }
  /** Terraform is about to run on this many stacks. */
  | { readonly kind: 'stacks'; readonly all: number }
  /** An event of one stack. */
  | { readonly kind: 'stack'; readonly event: RunEvent }
  /** Terraform has finished, and the databases are about to be provisioned. */
  | { readonly kind: 'databases' }
  /** Git repositories are about to be read or written. */
  | { readonly kind: 'repositories'; readonly urls: readonly string[] };

/** The options of a fleet with all defaults applied. */
export interface FleetContext {
  readonly cwd: string;
  readonly env: Environment;
  readonly source: FleetSource;
  /** With the absolute path of the file. */
  readonly snapshot?: SnapshotSource;
  readonly signal: AbortSignal;
  readonly insist: AbortSignal;
  readonly onProgress: (progress: FleetProgress) => void;
  readonly runCode: RunCode;
  readonly node: string;
  /** The processes that run the code of specs. */
  readonly processes: ProcessScope;
}

/** Applies the defaults of a fleet's options and finds its platform file. */
export function fleetContext(options: FleetOptions): FleetContext {
  const never = new AbortController().signal;
  const onProgress = options.onProgress ?? (() => undefined);
  const processes = new ProcessScope();
  const codeHost = { processes, onOutput: (text: string) => onProgress({ kind: 'code-output', text }) };
  return {
    cwd: options.cwd,
    env: options.env ?? {},
    source: { ...fleetSource(options), codeHost },
    ...(options.snapshot !== undefined && { snapshot: snapshotIn(options.cwd, options.snapshot) }),
    signal: options.signal ?? never,
    insist: options.insist ?? never,
    onProgress,
    processes,
    runCode: options.runCode ?? ((work) => work()),
    node: options.node ?? 'node',
  };
}

function snapshotIn(cwd: string, { file, ...rest }: SnapshotSource): SnapshotSource {
  if (file === '') throw new UserError('`--snapshot` names no file.', 'Name one, or leave `--snapshot` out.');
  return { ...rest, file: path.resolve(cwd, file) };
}
