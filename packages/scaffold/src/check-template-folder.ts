import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode } from '@goldenpath/errors';
import type { Location } from '@goldenpath/extension';
import { assertCompatiblePaths, assertSafePath } from '@goldenpath/files';
import { RECORD_FILE } from './record';
import { parseTemplate, TemplateError, valuesIn } from './template';
import { BASE_LAYER, filesIn, templatesFor, writtenPath } from './template-folder';

/** What is wrong with a template folder, or with a line of one of its files. */
export interface TemplateProblem {
  readonly message: string;
  readonly remedy: string;
  /** With the absolute path of the file. @default it is about the whole folder */
  readonly location?: Location;
}

const MOST_FILES = 500;
const MOST_BYTES = 1_000_000;

/** Files and folders of a repository that the platform writes, or that Git keeps. */
const NOT_OF_TEMPLATES =
  /^(\.git|deploy|certs|\.github\/workflows\/delivery\.yml|\.github\/CODEOWNERS|catalog-info\.yaml|metadata\.yaml)(\/|$)/i;

/**
 * Returns what is wrong with a template folder of a platform.
 *
 * @param folder - Its absolute path.
 * @param within - The folder that it must stay in, links included.
 * @param values - The names that `{{…}}` can have. @default they are not known, since an extension can add some
 */
export function checkTemplateFolder(folder: string, within: string, values?: ReadonlySet<string>): TemplateProblem[] {
  const shown = path.relative(within, folder);
  try {
    return checkFolder(folder, shown, within, values);
  } catch (error) {
    const code = systemCode(error);
    // Not those of Node itself, such as ERR_ASSERTION.
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    return [
      {
        message: `\`${shown}\` cannot be read (${code}).`,
        remedy: 'Correct the path, and check the links and the permissions of the folder and of the files in it.',
      },
    ];
  }
}

function checkFolder(
  folder: string,
  shown: string,
  within: string,
  values: ReadonlySet<string> | undefined,
): TemplateProblem[] {
  const status = fs.statSync(folder, { throwIfNoEntry: false });
  if (status === undefined)
    return [
      { message: `There is no folder \`${shown}\` beside the platform file.`, remedy: 'Make it, or correct the path.' },
    ];
  if (!status.isDirectory())
    return [{ message: `\`${shown}\` is a file, not a folder.`, remedy: 'Name the folder that has `base` in it.' }];
  if (leaves(fs.realpathSync(folder), fs.realpathSync(within)))
    return [
      {
        message: `\`${shown}\` is a link to a folder outside of the fleet.`,
        remedy: 'Copy the folder into the fleet: a link is not the same on another machine.',
      },
    ];
  if (!fs.existsSync(path.join(folder, BASE_LAYER)))
    return [
      {
        message: `\`${shown}\` has no folder \`base\`.`,
        remedy: 'Put the files that every application gets into `base`, and those with a database into `database`.',
      },
    ];
  return checkFiles(folder, shown, values);
}

function checkFiles(folder: string, shown: string, values: ReadonlySet<string> | undefined): TemplateProblem[] {
  const files = filesIn(folder, '');
  if (files.length > MOST_FILES)
    return [{ message: `\`${shown}\` has ${files.length} files.`, remedy: `A template has at most ${MOST_FILES}.` }];
  const problems = files.flatMap((file) => {
    const about = problemOfFile(folder, file);
    if (about === undefined) return problemsInText(folder, file, values);
    return [{ ...about, message: `\`${shown}/${file}\` ${about.message}` }];
  });
  return problems.length > 0 ? problems : problemsOfPaths(files, shown);
}

function problemOfFile(folder: string, file: string): TemplateProblem | undefined {
  const [layer, ...below] = file.split('/');
  const status = fs.lstatSync(path.join(folder, file));
  if (status.isSymbolicLink())
    return { message: 'is a symbolic link.', remedy: 'Copy the file: a link could lead out of the template.' };
  if (!status.isFile()) return { message: 'is not a regular file.', remedy: 'Remove it.' };
  if (below.length === 0)
    return { message: 'is in no layer.', remedy: `Move it into \`${BASE_LAYER}\`, or into the folder of a feature.` };
  const target = writtenPath(below.join('/'));
  if (target === RECORD_FILE || NOT_OF_TEMPLATES.test(target))
    return { message: `would be \`${target}\`, which the platform keeps.`, remedy: 'Remove it from the template.' };
  const unsafe = reasonOf(() => assertSafePath(target));
  if (unsafe !== undefined) return { message: `has an unsafe name. ${unsafe}`, remedy: 'Rename it.' };
  if (status.size > MOST_BYTES)
    return { message: `has ${status.size} bytes.`, remedy: `A file of a template has at most ${MOST_BYTES}.` };
  return layer === undefined || isText(path.join(folder, file))
    ? undefined
    : { message: 'is not UTF-8 text.', remedy: 'Templates are texts: let the build make or fetch this file.' };
}

function problemsInText(folder: string, file: string, values: ReadonlySet<string> | undefined): TemplateProblem[] {
  const source = path.join(folder, file);
  const text = fs.readFileSync(source, 'utf8');
  const located = (at: TemplateError['at']): Location => ({ file: source, ...at, text: lineOf(text, at.line) });
  try {
    const template = parseTemplate(writtenPath(file), text, source);
    if (values === undefined) return [];
    return [...valuesIn(template)].flatMap(([name, at]) =>
      values.has(name)
        ? []
        : [
            {
              message: `There is no value \`${name}\`.`,
              remedy: `Write one of ${[...values].sort().join(', ')}.`,
              location: located(at),
            },
          ],
    );
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [
      {
        message: error.problem,
        remedy:
          'Write `#if feature`, `#else` and `#end` in comments on lines of their own, each `#if` with its `#end`.',
        location: located(error.at),
      },
    ];
  }
}

/** Files of all layers are beside each other in a repository, and beside those that every repository has. */
function problemsOfPaths(files: readonly string[], shown: string): TemplateProblem[] {
  const own = files.map((file) => writtenPath(file.split('/').slice(1).join('/')));
  const common = templatesFor(['common'], []).map((template) => template.path);
  const reason = reasonOf(() => assertCompatiblePaths(new Set([...own, ...common])));
  return reason === undefined
    ? []
    : [{ message: `Files of \`${shown}\` cannot be beside each other. ${reason}`, remedy: 'Rename one of them.' }];
}

function reasonOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isText(file: string): boolean {
  const content = fs.readFileSync(file);
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(content).includes('\0');
  } catch {
    return false;
  }
}

function lineOf(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').slice(0, 200);
}

function leaves(folder: string, within: string): boolean {
  const between = path.relative(within, folder);
  return between === '..' || between.startsWith(`..${path.sep}`) || path.isAbsolute(between);
}
