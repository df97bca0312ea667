import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '@goldenpath/extension';
import type { FleetSource } from './fleet-source';

/** The file of a spec. */
export interface FoundFile {
  readonly folder: string;
  readonly path: string;
}

interface FoundApps {
  readonly apps: readonly FoundFile[];
  /** Every folder of the fleet, with or without a spec. */
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const SPEC_FILES = ['app.yaml', 'app.ts'];
const LOOKALIKE = /^(app|application|spec)\.(ya?ml|json|[cm]?[jt]s)$/i;

/**
 * Finds the spec of each application: `<apps>/<name>/app.yaml` or `app.ts`. Folders that start with `.` or `_` are not applications, and
 * can contain what specs share.
 */
export function findApps(source: Pick<FleetSource, 'appsFolder' | 'relativeTo'>): FoundApps {
  const shown = shownBelow(source);
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(source.appsFolder, { withFileTypes: true });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    const diagnostic = problem(
      'no-apps-folder',
      `The folder of applications, ${shown}, ${reason}.`,
      'Create it, or name it with `--apps`.',
    );
    return { apps: [], folders: [], diagnostics: [diagnostic] };
  }
  const candidates = entries.filter(({ name }) => isAppFolderName(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const results = candidates.flatMap((entry) => findAppIn(source, entry));
  return {
    apps: results.flatMap((result) => ('path' in result ? [result] : [])),
    folders: candidates.filter((entry) => !entry.isFile()).map(({ name }) => name),
    diagnostics: results.flatMap((result) => ('rule' in result ? [result] : [])),
  };
}

/** Returns whether a folder with this name is an application. */
export function isAppFolderName(name: string): boolean {
  return !/^[._]/.test(name);
}

/** An entry of a folder, as Node.js lists it. */
export interface FolderEntry {
  readonly name: string;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

/** Returns the spec in an entry of the applications' folder, or an error; nothing for a plain file. */
export function findAppIn(
  source: Pick<FleetSource, 'appsFolder' | 'relativeTo'>,
  entry: FolderEntry,
): readonly (FoundFile | Diagnostic)[] {
  const { appsFolder } = source;
  const { name } = entry;
  const shown = (...parts: string[]) => shownBelow(source, ...parts);
  if (entry.isSymbolicLink())
    return [
      problem(
        'symbolic-link',
        `${shown(name)} is a symbolic link.`,
        'Put the folder itself there: links are not followed.',
        shown(name),
      ),
    ];
  if (!entry.isDirectory()) return specOutsideFolder(appsFolder, name, shown);
  // The replacement character for bytes that are not UTF-8. Such a name leads to no folder.
  if (name.includes('\ufffd'))
    return [problem('not-utf8', `The name of ${shown(name)} is not text in UTF-8.`, 'Rename the folder.', shown(name))];
  const inside = fs.readdirSync(path.join(appsFolder, name));
  const specs = SPEC_FILES.filter((file) => inside.includes(file));
  if (specs.length === 1) return specs.map((file) => ({ folder: name, path: path.join(appsFolder, name, file) }));
  if (specs.length > 1)
    return [
      problem(
        'two-specs',
        `${shown(name)} has both app.yaml and app.ts.`,
        'Keep one of the two.',
        shown(name, 'app.yaml'),
      ),
    ];
  const lookalike = inside.find((file) => LOOKALIKE.test(file));
  const remedy =
    lookalike === undefined
      ? 'Describe the application in one, or remove the folder.'
      : `Did you mean it to be ${shown(name, lookalike)}? Rename it.`;
  return [problem('no-spec', `${shown(name)} has no app.yaml and no app.ts.`, remedy, shown(name))];
}

/** Reports a spec outside of the folders, such as `apps/web.yaml`, which would be ignored. */
function specOutsideFolder(
  appsFolder: string,
  name: string,
  shown: (...parts: string[]) => string,
): readonly Diagnostic[] {
  const [, app] = /^(.+)\.ya?ml$/i.exec(name) ?? [];
  const file = path.join(appsFolder, name);
  if (app === undefined || !fs.statSync(file).isFile() || !looksLikeSpec(file)) return [];
  const remedy = `Move it to ${shown(app, 'app.yaml')}.`;
  return [
    problem('spec-outside-folder', `${shown(name)} is a file. Each application has a folder.`, remedy, shown(name)),
  ];
}

/** Returns whether a file contains a mapping with a `kind` that is not a Kubernetes object. */
function looksLikeSpec(file: string): boolean {
  const descriptor = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(4096);
    const text = start.toString('utf8', 0, fs.readSync(descriptor, start));
    return /^kind:/m.test(text) && !/^apiVersion:/m.test(text);
  } finally {
    fs.closeSync(descriptor);
  }
}

function shownBelow(source: Pick<FleetSource, 'appsFolder' | 'relativeTo'>, ...parts: string[]): string {
  return path.relative(source.relativeTo, path.join(source.appsFolder, ...parts)) || '.';
}

function problem(rule: string, message: string, remedy: string, file?: string): Diagnostic {
  return {
    rule,
    message,
    remedy,
    ...(file !== undefined && { location: { file, line: 1, column: 1, text: '', length: 1 } }),
  };
}
