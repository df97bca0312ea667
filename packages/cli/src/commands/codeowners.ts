import * as path from 'node:path';
import {
  compareCodeOwners,
  writeCodeOwners,
  fleetSource,
  openFleet,
  pathInClone,
  openClone,
  shownPath,
} from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';

export interface CodeOwnersFlags extends FleetFlags {
  readonly check?: boolean;
}

/** Writes `.github/CODEOWNERS` of the fleet's repository, and tells who is to be asked before anything is deployed. */
export async function codeowners(flags: CodeOwnersFlags, context: CommandContext): Promise<ExitCode> {
  const source = fleetSource(flags, context);
  const { facts } = await openFleet(source);
  const { codeOwners, requiredReviewers } = await import('@goldenpath/fleet');
  const repository = await openClone(path.dirname(source.platformFile), context.env);
  const content = codeOwners(facts, {
    platformFile: pathInClone(repository, source.platformFile),
    appsFolder: pathInClone(repository, source.appsFolder),
  });
  const file = path.join(repository.folder, '.github', 'CODEOWNERS');
  const found = compareCodeOwners(file, content);
  if (flags.check !== true && found !== 'fresh') writeCodeOwners(file, content);
  const environments = requiredReviewers(facts);
  const shown = shownPath(file, context.cwd);
  if (flags.json === true)
    context.stdout(`${JSON.stringify({ file: shown, found, content, environments }, null, 2)}\n`);
  else {
    const write = 'run `goldenpath codeowners`';
    const told = { missing: `is missing: ${write}`, differs: `is out of date: ${write}`, fresh: 'is up to date' }[
      found
    ];
    context.stdout(
      [
        flags.check !== true && found !== 'fresh' ? `Wrote ${shown}.` : `${shown} ${told}.`,
        '',
        'Who is asked before a deployment',
        ...environments.map(
          ({ environment, reviewers }) =>
            `  ${environment}: ${reviewers.length === 0 ? 'nobody is asked' : reviewers.join(', ')}`,
        ),
        '',
      ].join('\n'),
    );
  }
  return flags.check === true && found !== 'fresh' ? 1 : 0;
}
