import * as fs from 'node:fs';
import * as path from 'node:path';
import { type DecidedTemplate, decide, parseTemplate, type Template } from './template';

/** The templates of this package. */
const OWN = path.join(__dirname, '..', 'templates');

const read = new Map<string, readonly Template[]>();
const decided = new Map<string, readonly DecidedTemplate[]>();

/**
 * The templates of a folder that belong to some features: those of `base`, and those of each feature's folder, which replace them.
 * Each folder is read once in a process.
 *
 * @param template - The name of one of our own, or the path of a folder.
 */
export function templatesFor(template: string, features: readonly string[]): readonly DecidedTemplate[] {
  const folder = path.isAbsolute(template) ? template : path.join(OWN, template);
  const key = JSON.stringify([folder, [...features].sort()]);
  const known = decided.get(key);
  if (known !== undefined) return known;
  const byPath = new Map<string, Template>();
  for (const layer of ['base', ...[...features].sort()])
    for (const one of layerOf(path.join(folder, layer))) byPath.set(one.path, one);
  const made = [...byPath.values()].map((one) => decide(one, new Set(features)));
  decided.set(key, made);
  return made;
}

function layerOf(folder: string): readonly Template[] {
  const known = read.get(folder);
  if (known !== undefined) return known;
  const templates = filesIn(folder, '').map((file) =>
    parseTemplate(writtenPath(file), fs.readFileSync(path.join(folder, file), 'utf8')),
  );
  read.set(folder, templates);
  return templates;
}

/** Files below a folder, with `/`, in order; none where there is no such folder. */
function filesIn(folder: string, below: string): string[] {
  const here = path.join(folder, below);
  if (!fs.existsSync(here)) return [];
  const entries = fs.readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, name) : [name];
  });
}

/** Where the file of a template goes. Package managers leave out, or read, files with the real names. */
function writtenPath(file: string): string {
  const steps = file.split('/').map((step) => step.replace(/^dot-/, '.'));
  return steps.join('/').replace(/\.template$/, '');
}
