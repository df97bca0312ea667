import * as fs from 'node:fs';
import * as path from 'node:path';

/** Folders of a checkout that no operation on specs reads. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'cdktf.out']);

/**
 * Copies the files of a fleet's checkout, so that a change is made beside it. Installed packages, such as extensions, are linked.
 *
 * @param checkout - The folder with the platform file, absolute.
 * @param to - An empty folder, absolute.
 */
export function copyFleet(checkout: string, to: string): void {
  fs.cpSync(checkout, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === checkout || !LEFT_OUT.has(path.basename(source)),
  });
  const installed = path.join(checkout, 'node_modules');
  if (fs.existsSync(installed)) fs.symlinkSync(installed, path.join(to, 'node_modules'), 'dir');
}
