import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { yamlTree, type YamlTree } from '@goldenpath/files';
import { asDiskError, makeFolders } from '@goldenpath/output';
import { runProcess } from '@goldenpath/process';
import type { FleetContext } from '../context';

/** Values of this machine by the names of variables. */
export type LocalValues = Readonly<Record<string, string>>;

const LARGEST_BYTES = 1_000_000;
const VARIABLE = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$/;
const HOW = 'It has a line `NAME: value` for each variable.';

/**
 * Reads the values that a person has for an application on this machine, from a file that Git ignores.
 *
 * @param needed - The variables that must have one.
 * @throws UserError with the names of all that have none; the file then has a line for each.
 */
export async function localValues(context: FleetContext, app: string, needed: readonly string[]): Promise<LocalValues> {
  const folder = path.dirname(context.source.platformFile);
  const file = path.join(folder, '.goldenpath', 'dev', `${app}.yaml`);
  const text = read(file);
  const values = text === undefined ? {} : valuesIn(text, shown(file, context));
  const missing = needed.filter((name) => (values[name] ?? '') === '');
  if (text === undefined && missing.length === 0) return values;
  await assertIgnored(file, folder, context);
  if (missing.length === 0) return values;
  const names = missing.filter((name) => !Object.hasOwn(values, name));
  if (names.length > 0) append(file, text, names);
  throw new UserError(
    `${app} needs ${missing.length === 1 ? 'a secret' : 'secrets'} that this machine does not have: ${missing.join(', ')}.`,
    `Write a value for each into ${shown(file, context)}, which has their names. Git ignores the file.`,
    { code: 'missing-local-secrets' },
  );
}

function read(file: string): string | undefined {
  try {
    if (fs.statSync(file).size > LARGEST_BYTES) throw new UserError(`${file} is larger than a megabyte.`, HOW);
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw asDiskError(error, file, 'Nothing was started.', 'make it a file that you can read');
  }
}

/** An error says the line, and never shows it: it can have a secret. */
function valuesIn(text: string, file: string): LocalValues {
  if (text.split('\n').every((line) => /^\s*(#.*)?$/.test(line))) return {};
  const { root } = treeOf(text, file);
  if (root.kind !== 'map') throw new UserError(`${file} is not a map of variables.`, HOW);
  return Object.fromEntries(
    root.fields.map(({ key, value }): [string, string] => {
      const name = key.kind === 'scalar' ? key.value : '';
      const line = text.slice(0, Math.max(key.start, 0)).split('\n').length;
      if (!VARIABLE.test(name))
        throw new UserError(`Line ${line} of ${file} does not begin with the name of a variable.`, HOW);
      if (value.kind !== 'scalar')
        throw new UserError(
          `The value of ${name} in line ${line} of ${file} is not a text.`,
          'Put the value into quotes.',
        );
      return [name, value.value];
    }),
  );
}

function treeOf(text: string, file: string): YamlTree {
  try {
    return yamlTree(text);
  } catch (error) {
    const { mark, reason } = error as { readonly mark?: { readonly line: number }; readonly reason?: string };
    if (reason === undefined) throw error;
    const where = mark === undefined ? '' : ` in line ${mark.line + 1}`;
    throw new UserError(
      `${file} is not valid YAML${where}.`,
      `${HOW} Put a value with special characters into quotes.`,
    );
  }
}

function append(file: string, text: string | undefined, names: readonly string[]): void {
  const lines = names.map((name) => `${name}: ""\n`).join('');
  const head =
    text === undefined
      ? '# Values of this machine for `goldenpath dev`. Git ignores this file. A variable here wins over that of the pods.\n'
      : text.endsWith('\n') || text === ''
        ? ''
        : '\n';
  try {
    makeFolders(path.dirname(file));
    fs.appendFileSync(file, `${head}${lines}`, { mode: 0o600 });
  } catch (error) {
    throw asDiskError(error, file, 'Nothing was started.', 'make the folder writable');
  }
}

/** A secret must not be committed by mistake. Without Git there is nothing to commit to. */
async function assertIgnored(file: string, folder: string, context: FleetContext): Promise<void> {
  const { end } = await runProcess('git', ['check-ignore', '--quiet', file], {
    cwd: folder,
    env: context.env,
    cancel: context.signal,
  });
  if (end !== 1) return;
  throw new UserError(
    `Git does not ignore ${shown(file, context)}, which is for secrets.`,
    'Add `/.goldenpath/` to the `.gitignore` of the fleet. If the file was committed, remove it with `git rm --cached`.',
    { code: 'secrets-not-ignored' },
  );
}

function shown(file: string, { cwd }: FleetContext): string {
  return path.relative(cwd, file) || file;
}
