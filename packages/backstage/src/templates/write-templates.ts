import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Fleet } from '@goldenpath/fleet';
import { makeFolders, writeFileBelow } from '@goldenpath/output';
import { MARKER, templateFiles } from './template-files';

export interface TemplatesOptions {
  /** The folder of the templates, absolute. @default `backstage`, beside the platform file */
  readonly out?: string;
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
}

/** A file of the templates. */
export interface WrittenTemplate {
  /** Its absolute path. */
  readonly file: string;
  /** Its text; absent for a template that is no longer generated. */
  readonly content?: string;
  /** The previous state of the file. `left`: its kind is gone, and it is removed. */
  readonly found: 'fresh' | 'missing' | 'differs' | 'left';
}

/**
 * Writes the templates of a fleet for Backstage. A template of a kind that is gone is removed if it was generated.
 *
 * @throws InvalidFleetError when the platform file or an extension is invalid.
 */
export async function writeTemplates(
  fleet: Pick<Fleet, 'forms' | 'source'>,
  { out, check = false }: TemplatesOptions = {},
): Promise<WrittenTemplate[]> {
  const root = out ?? path.join(path.dirname(fleet.source.platformFile), 'backstage');
  const files = templateFiles(await fleet.forms());
  const written = files.map(({ path: file, content }): WrittenTemplate => {
    const found = tryRead(path.join(root, file));
    const state = found === undefined ? 'missing' : found === content ? 'fresh' : 'differs';
    return { file: path.join(root, file), content, found: state };
  });
  const left = generatedIn(root)
    .filter((file) => !written.some((one) => one.file === file))
    .map((file): WrittenTemplate => ({ file, found: 'left' }));
  if (!check) {
    makeFolders(root);
    for (const { path: file, content } of files)
      if (tryRead(path.join(root, file)) !== content) writeFileBelow(root, file, content);
    for (const { file } of left) fs.rmSync(path.dirname(file), { recursive: true });
  }
  return [...written, ...left];
}

/** Returns the generated templates in a folder. */
function generatedIn(root: string): string[] {
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(root, name, 'template.yaml'))
    .filter((file) => tryRead(file)?.startsWith(MARKER) ?? false);
}

function tryRead(file: string): string | undefined {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true ? fs.readFileSync(file, 'utf8') : undefined;
}
