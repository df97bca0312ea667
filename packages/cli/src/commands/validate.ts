import { fleetSource, openFleet } from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';

export interface ValidateFlags extends FleetFlags {
  readonly only?: readonly string[];
}

/** Checks the fleet and says that it is valid; every mistake otherwise. */
export async function validate(flags: ValidateFlags, context: CommandContext): Promise<ExitCode> {
  const only = flags.only ?? [];
  const { loaded, facts } = await openFleet(fleetSource(flags, context), only);
  const apps = loaded.apps.filter(({ spec }) => only.length === 0 || only.includes(spec.name));
  if (flags.json === true) {
    const valid = apps.map(({ spec, document, trust }) => ({
      name: spec.name,
      kind: spec.kind,
      file: document.file,
      trust,
    }));
    context.stdout(`${JSON.stringify({ valid: true, apps: valid, diagnostics: [] }, null, 2)}\n`);
    return 0;
  }
  const environments = facts.platform.environments.map(({ name }) => name).join(', ');
  const programs = apps.filter(({ trust }) => trust === 'code').length;
  const code =
    programs === 0
      ? ''
      : ` ${programs} of them ${programs === 1 ? 'is a program that was' : 'are programs that were'} run.`;
  context.stdout(
    `${context.colors.green('Valid:')} ${apps.length} ${apps.length === 1 ? 'application' : 'applications'} in ${environments}.${code}\n`,
  );
  return 0;
}
