import { MOST_PLANS } from '@goldenpath/fleet';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `review`, as the command line gives them. */
export interface ReviewFlags extends FleetFlags {
  /** @default `main` */
  readonly base: string;
  /** @default the working tree */
  readonly head?: string;
  /** A folder with plans of the real cloud; `false` for `--no-plan`. @default plan in a simulated cloud */
  readonly plan?: string | false;
  readonly maxPlans: number;
  readonly baseGenerators: boolean;
  readonly format?: ReviewFormat;
  /** Files to write to, each in the format of its ending, or else in `format`. @default print */
  readonly output?: readonly string[];
  readonly artifact?: string;
}

export type ReviewFormat = 'text' | 'md' | 'html' | 'json';

export function reviewCommand(): Command {
  return fleetCommand('review', 'Show what a change does to production: compare the fleet with that of a commit.')
    .option('--base <ref>', 'the branch or commit that the change is to go into', 'main')
    .option('--head <ref>', 'a commit to compare (default: the working tree)')
    .option(
      '--plan <dir>',
      'plans of the real cloud: `goldenpath plan --json`, or `terraform show -json` of each stack',
    )
    .option('--no-plan', 'plan nothing: only compare what is made')
    .addOption(
      new Option('--max-plans <n>', 'plan in the simulated cloud only where at most so many stacks differ')
        .argParser(wholeNumber)
        .default(MOST_PLANS),
    )
    .option('--no-base-generators', 'make both sides with the generators that are installed here')
    .addOption(
      new Option(
        '--format <format>',
        'plain text, Markdown, a page, or data (default: text on a terminal, otherwise md)',
      ).choices(['text', 'md', 'html', 'json']),
    )
    .addOption(
      new Option(
        '--output <file>',
        'write to a file in the format of its ending (.txt, .md, .html, .json); may be given again (default: print)',
      ).argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file]),
    )
    .option('--artifact <url>', 'where the whole review is, for a Markdown comment that has to be cut');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number, 1 or more.');
  return value;
}
