import * as fs from 'node:fs';
import * as path from 'node:path';
import { type DecidedTemplate, decide, parseTemplate, type Template } from './template';

/** The templates of this package. */
const OWN = path.join(__dirname, '..', 'templates');

/** The bit of Git: the owner may execute the file. */
const EXECUTABLE = 0o100;

/** The layer that every repository of a template has. The others are named after features. */
export const BASE_LAYER = 'base';

/** A folder of templates that a platform brings. */
export interface TemplateFolder {
  /** Its absolute path. */
  readonly folder: string;
  /** Changes with every change of a file in it. */
  readonly digest: string;
}

/** The templates of a platform, by runtime. They replace ours of the same name. */
export type TemplateFolders = Readonly<Record<string, TemplateFolder>>;

const read = new Map<string, readonly Template[]>();
const decided = new Map<string, readonly DecidedTemplate[]>();

/**
 * The templates of some folders that belong to some features: those of `base`, and those of each feature's folder, which replace them. Later
 * folders replace the templates of earlier ones. Each folder is read once in a process, and one of a platform once for each of its digests.
 *
 * @param names - Names of our own templates or of the platform's, or paths of folders.
 */
export function templatesFor(
  names: readonly string[],
  features: readonly string[],
  platform: TemplateFolders = {},
): readonly DecidedTemplate[] {
  const key = JSON.stringify([names, features, platform]);
  const known = decided.get(key);
  if (known !== undefined) return known;
  const byPath = new Map<string, Template>();
  for (const name of names) for (const one of templatesOf(name, features, platform)) byPath.set(one.path, one);
  const made = [...byPath.values()].map((one) => decide(one, new Set(features)));
  decided.set(key, made);
  return made;
}

function templatesOf(name: string, features: readonly string[], platform: TemplateFolders): Iterable<Template> {
  const { folder, digest } = folderOf(name, platform);
  const byPath = new Map<string, Template>();
  for (const layer of [BASE_LAYER, ...[...features].sort()])
    for (const one of layerOf(path.join(folder, layer), digest)) byPath.set(one.path, one);
  return byPath.values();
}

function folderOf(template: string, platform: TemplateFolders): TemplateFolder {
  const own = Object.hasOwn(platform, template) ? platform[template] : undefined;
  if (own !== undefined) return own;
  const folder = path.isAbsolute(template) ? template : path.join(OWN, template);
  if (!fs.existsSync(folder)) throw new Error(`There is no template ${template}.`);
  return { folder, digest: '' };
}

function layerOf(folder: string, digest: string): readonly Template[] {
  const key = JSON.stringify([folder, digest]);
  const known = read.get(key);
  if (known !== undefined) return known;
  const templates = filesIn(folder, '').map((file) => {
    const source = path.join(folder, file);
    const isExecutable = (fs.statSync(source).mode & EXECUTABLE) !== 0;
    return parseTemplate(writtenPath(file), fs.readFileSync(source, 'utf8'), source, isExecutable);
  });
  read.set(key, templates);
  return templates;
}

/** Files below a folder, with `/`, in order; none where there is no such folder. */
export function filesIn(folder: string, below: string): string[] {
  const here = path.join(folder, below);
  if (!fs.existsSync(here)) return [];
  const entries = fs.readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, name) : [name];
  });
}

/** Where the file of a template goes. Package managers leave out, or read, files with the real names. */
export function writtenPath(file: string): string {
  const steps = file.split('/').map((step) => step.replace(/^dot-/, '.'));
  return steps.join('/').replace(/\.template$/, '');
}
