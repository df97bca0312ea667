import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { SchemaFlags } from './flags';
import { schemasText } from './render';

/** Writes the fleet's JSON Schemas for editors, including the fields of extensions. */
export async function schema(flags: SchemaFlags, context: CommandContext): Promise<ExitCode> {
  const check = flags.check ?? false;
  const schemas = await openCommandFleet(flags, context).schema({ check });
  if (flags.json === true) {
    const files = schemas.map(({ file, found }) => ({ file: shownPath(file, context.cwd), found }));
    context.stdout(jsonText({ files }));
  } else context.stdout(schemasText(schemas, context.cwd));
  return check && schemas.some(({ found }) => found !== 'fresh') ? 1 : 0;
}
