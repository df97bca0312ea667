import { systemCode } from '@goldenpath/errors';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic, LoadedFleet } from '@goldenpath/spec';

const WORKFLOWS = path.join('.github', 'workflows');

/**
 * Returns the error of a platform file that says that passwords rotate on a schedule, while no workflow does it. Graph, explain and review
 * repeat what the platform file says.
 *
 * @param folder - The folder of the platform file.
 */
export function rotationProblems({ platform, platformDocument }: LoadedFleet, folder: string): Diagnostic[] {
  if (platform.postgres.passwordRotation !== 'scheduled' || hasScheduledRotation(folder)) return [];
  return [
    {
      rule: 'rotation-not-scheduled',
      message: `\`passwordRotation\` is \`scheduled\`, but no workflow in ${WORKFLOWS} with a schedule runs \`goldenpath rds rotate --due\`.`,
      remedy: 'Add the workflow `rotate-passwords.yml`, or set `passwordRotation: manual`.',
      location: platformDocument.locate(['postgres', 'passwordRotation']),
    },
  ];
}

/** Returns whether a workflow of the repository rotates passwords on a schedule. */
export function hasScheduledRotation(folder: string): boolean {
  const found = [folder, ...parentsOf(folder)].map((each) => path.join(each, WORKFLOWS)).find(isFolder);
  if (found === undefined) return false;
  const files = fs.readdirSync(found).filter((name) => /\.ya?ml$/.test(name));
  return files.some((name) => isScheduledRotation(textOf(path.join(found, name))));
}

/** A folder, a link to nothing, and a file that may not be read are not a workflow. */
function textOf(file: string): string {
  try {
    return fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : '';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return '';
  }
}

/** Comments do not count. A command may go on after a line break. */
function isScheduledRotation(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  const commands = lines.join('\n').replaceAll(/\\\n\s*/g, '');
  return /^ +schedule:$/m.test(commands) && /\bgoldenpath rds rotate\b.*--due\b/.test(commands);
}

/** The parents up to the root of the repository. */
function parentsOf(folder: string): string[] {
  const parent = path.dirname(folder);
  if (parent === folder || fs.existsSync(path.join(folder, '.git'))) return [];
  return [parent, ...parentsOf(parent)];
}

function isFolder(file: string): boolean {
  // Not `statSync`, which fails below a file and for a link to itself.
  return fs.existsSync(file) && fs.statSync(file).isDirectory();
}
