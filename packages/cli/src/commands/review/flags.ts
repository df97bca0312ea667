import { MOST_PLANS } from '@goldenpath/fleet';
import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, wholeNumber } from '../../flags';

/** Flags of `review`. */
export interface ReviewFlags extends FleetFlags {
  /** @default `main` */
  readonly base?: string;
  /** @default the working tree */
  readonly head?: string;
  /** A folder with plans of the real cloud; `false` for `--no-plan`. @default plan in a simulated cloud */
  readonly plan?: string | false;
  readonly maxPlans: number;
  readonly baseGenerators: boolean;
  readonly format?: ReviewFormat;
  /** Files to write, each in the format of its extension, or in `format` if the extension names none. @default print */
  readonly output?: readonly string[];
  readonly artifact?: string;
}

export type ReviewFormat = 'text' | 'md' | 'html' | 'json';

export function reviewCommand(): Command {
  return fleetCommand('review', 'Show the effect of a change on production, compared with a commit.')
    .option(
      '--base <ref>',
      'branch or commit to compare with (default: `github.defaultBranch` of the platform file, or `main`)',
    )
    .option('--head <ref>', 'commit to review (default: the working tree)')
    .option(
      '--plan <dir>',
      'plans of the real cloud: `goldenpath plan --json`, or `terraform show -json` of each stack',
    )
    .option('--no-plan', 'do not plan; compare the generated files')
    .addOption(
      new Option('--max-plans <n>', 'skip the simulated plan if more stacks than this differ')
        .argParser(wholeNumber)
        .default(MOST_PLANS),
    )
    .option('--no-base-generators', 'generate base and head with the installed generators; implied by --data-only')
    .addOption(
      new Option(
        '--format <format>',
        'text, Markdown, HTML or JSON (default: text on a terminal, otherwise md)',
      ).choices(['text', 'md', 'html', 'json']),
    )
    .addOption(
      new Option(
        '--output <file>',
        'write to a file in the format of its extension (.txt, .md, .html, .json); repeatable (default: print)',
      ).argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file]),
    )
    .option('--artifact <url>', 'URL of the full review, for a Markdown comment that is shortened');
}
