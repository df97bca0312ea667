import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Diagnostic } from '@goldenpath/extension';

/** The problem of an extension, without a location. */
export type ExtensionProblem = Pick<Diagnostic, 'rule' | 'message' | 'remedy' | 'related'>;

/** The location of an extension. */
export interface FoundExtension {
  readonly name: string;
  /** `folder`: sources in the fleet. `package`: an npm package that is installed next to the platform file. */
  readonly kind: 'folder' | 'package';
  /** The absolute path of the file that exports its parts and kinds. */
  readonly entry: string;
}

/** Entry files of a folder. The first existing one is used. */
const ENTRIES = ['index.ts', 'src/index.ts', 'index.js', 'index.cjs'];

/** Returns whether an extension is a folder of the fleet, which a pull request can change. */
export function isFolder(name: string): boolean {
  return name.startsWith('./');
}

/**
 * Finds an extension without running it.
 *
 * @param platformFolder - The folder of the platform file.
 */
export function findExtension(name: string, platformFolder: string): FoundExtension | ExtensionProblem {
  return isFolder(name) ? findFolder(name, platformFolder) : findPackage(name, platformFolder);
}

function findFolder(name: string, platformFolder: string): FoundExtension | ExtensionProblem {
  const folder = path.resolve(platformFolder, name);
  const entry = ENTRIES.map((file) => path.join(folder, file)).find((file) => fs.existsSync(file));
  if (entry !== undefined) return { name, kind: 'folder', entry };
  return {
    rule: 'extension-missing',
    message: fs.existsSync(folder)
      ? `The folder \`${name}\` has no \`index.ts\` and no \`index.js\`.`
      : `There is no folder \`${name}\` beside the platform file.`,
    remedy:
      'Export `parts` and `kinds` from an `index.ts` in it, or correct the path: it is relative to the platform file.',
  };
}

function findPackage(name: string, platformFolder: string): FoundExtension | ExtensionProblem {
  try {
    return { name, kind: 'package', entry: createRequire(path.join(platformFolder, 'platform.yaml')).resolve(name) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      return {
        rule: 'extension-not-loadable',
        message: `The package \`${name}\` offers nothing that \`require\` could load.`,
        remedy: 'Use a version of it that works with `require`: packages of ES modules alone cannot be loaded.',
      };
    if (isInstalled(name, platformFolder))
      return {
        rule: 'extension-not-loadable',
        message: `The package \`${name}\` is installed, but the file that its \`main\` or \`exports\` names does not exist.`,
        remedy: 'Build the package, or install it again.',
      };
    const isThere = fs.existsSync(path.join(platformFolder, name));
    return {
      rule: 'extension-missing',
      message: `The package \`${name}\` is not installed.`,
      remedy: isThere
        ? `Write \`./${name}\` for the folder beside the platform file, or install the package: \`npm install ${name}\`.`
        : `Install it beside the platform file: \`npm install ${name}\`.`,
    };
  }
}

function isInstalled(name: string, platformFolder: string): boolean {
  const folders = createRequire(path.join(platformFolder, 'platform.yaml')).resolve.paths(name) ?? [];
  return folders.some((folder) => fs.existsSync(path.join(folder, name, 'package.json')));
}
