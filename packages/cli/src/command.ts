import type { Colors } from 'picocolors/types';

/** All that a command reads of its process, and prints with. */
export interface CommandContext {
  /** The folder that relative paths of flags are relative to, and file names in messages. */
  readonly cwd: string;
  /** What the command is for: the answer itself. */
  readonly stdout: (text: string) => void;
  /** Progress and errors. */
  readonly stderr: (text: string) => void;
  /** Colours for what goes to stdout: none in a pipe or where `NO_COLOR` is set. */
  readonly colors: Colors;
  /** Characters in a line of the terminal that stdout is; `undefined` in a pipe or a file. */
  readonly columns?: number;
  /** Whether a person is there: stdin and stdout are a terminal and this is no CI. */
  readonly isInteractive: boolean;
  /** Whether progress is wanted: stderr is a terminal and this is no CI. */
  readonly showProgress: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Flags that every command about the fleet has, as the command line gives them. */
export interface FleetFlags {
  /** @default `apps` beside the platform file */
  readonly apps?: string;
  /** @default the nearest `platform.yaml` or `platform.ts`, here or above */
  readonly platform?: string;
  /** @default false */
  readonly dataOnly?: boolean;
  readonly json?: boolean;
}

/** 0: done. 1: a person's mistake, or `--check` found a difference. 2: our bug. */
export type ExitCode = 0 | 1 | 2;
