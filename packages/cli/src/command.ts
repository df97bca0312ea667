import type { Colors } from 'picocolors/types';

/** What a command receives from its process, and how it prints. */
export interface CommandContext {
  /** The working directory. Relative paths in flags and file names in messages are relative to it. */
  readonly cwd: string;
  /** Prints the result of the command. */
  readonly stdout: (text: string) => void;
  /** Prints progress and errors. */
  readonly stderr: (text: string) => void;
  /** Colours for stdout. Disabled in a pipe and when `NO_COLOR` is set. */
  readonly colors: Colors;
  /** Width of the terminal in characters; `undefined` when stdout is a pipe or a file. */
  readonly columns?: number;
  /** Whether the command may ask questions: stdin and stdout are a terminal and this is not CI. */
  readonly isInteractive: boolean;
  /** Whether to show progress: stderr is a terminal and this is not CI. */
  readonly showProgress: boolean;
  /** Whether stdout and stderr are the same terminal, file or pipe. @default false */
  readonly sharesOutput?: boolean;
  /** Aborted when nothing reads stdout any more. Commands that run until a signal then end. @default never aborted */
  readonly outputClosed?: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<Uint8Array>;
}

/** Flags of every command that reads the fleet. */
export interface FleetFlags {
  /** @default `apps` next to the platform file */
  readonly apps?: string;
  /** @default the nearest `platform.yaml` or `platform.ts` in this folder or a parent */
  readonly platform?: string;
  /** @default false */
  readonly dataOnly?: boolean;
  /** Of the commands that {@link withSnapshot} added them to. @default the specs are read */
  readonly snapshot?: string;
  /** @default any */
  readonly snapshotDigest?: string;
  readonly json?: boolean;
}

/** 0: success. 1: a user error, or `--check` found a difference. 2: a bug in goldenpath. */
export type ExitCode = 0 | 1 | 2;
