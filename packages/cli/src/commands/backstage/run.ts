import * as path from 'node:path';
import { writeTemplates } from '@goldenpath/backstage';
import { UserError } from '@goldenpath/errors';
import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { BackstageFlags } from './flags';
import { templatesText } from './render';

/** Writes the templates of the fleet for Backstage. */
export async function backstage(flags: BackstageFlags, context: CommandContext): Promise<ExitCode> {
  const { out, json, check = false } = flags;
  if (out === '') throw new UserError('`--out` names no folder.', 'Name one, or leave `--out` out.');
  const templates = await writeTemplates(openCommandFleet(flags, context), {
    check,
    ...(out !== undefined && { out: path.resolve(context.cwd, out) }),
  });
  const files = templates.map((one) => ({ ...one, file: shownPath(one.file, context.cwd) }));
  context.stdout(json === true ? jsonText({ templates: files }) : templatesText(templates, check, context.cwd));
  return check && templates.some(({ found }) => found !== 'fresh') ? 1 : 0;
}
