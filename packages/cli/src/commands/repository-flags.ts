import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FleetFlags } from '../command';
import { withSnapshot } from '../flags';

/** Flags of the commands that use the GitOps repository. */
export interface RepositoryFlags extends FleetFlags {
  /** A URL, `user@host:path`, or a path relative to the working directory. @default the platform file's */
  readonly repo?: string;
  /** @default the platform file's */
  readonly branch?: string;
  /** Seconds. @default 120 */
  readonly timeout?: number;
}

const MOST_SECONDS = 86_400;

/** Adds the repository flags to a command. */
export function withRepositoryFlags(command: Command): Command {
  return withSnapshot(command)
    .option('--repo <url>', 'URL or path of the GitOps repository (default: from the platform file)')
    .option('--branch <name>', 'branch of the GitOps repository (default: from the platform file)')
    .addOption(new Option('--timeout <seconds>', 'time limit (default: 120)').argParser(seconds));
}

/** Reads a number of seconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_SECONDS) return value;
  throw new InvalidArgumentError(`Give a whole number of seconds, from 1 to ${MOST_SECONDS}.`);
}
