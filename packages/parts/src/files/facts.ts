import { createHash } from 'node:crypto';
import type { FactsInput } from '@goldenpath/extension';
import { type FilesSettings, textOf } from './settings';
import type { FilesPart, MountedFile } from './types';

/** The longest key of a ConfigMap, without the number that makes it unique. */
const LONGEST_KEY = 240;

/** Returns the read-only files of the pods; nothing where there are none. */
export function filesFacts({ spec, settings, allSettings }: FactsInput<FilesSettings>): FilesPart | undefined {
  const written = Object.entries(settings.files);
  if (written.length === 0) return undefined;
  const keys = uniqueKeys(written.map(([path]) => path));
  const files = written.map(([path, file]): MountedFile => ({
    path,
    key: keys.get(path) ?? '',
    content: textOf(file, spec.data) ?? '',
    ...(file.mode !== undefined && { mode: Number.parseInt(file.mode, 8) }),
  }));
  const checksum = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const isBeforePods = allSettings['migration'] !== undefined;
  return { name: `${spec.name}-files`, files, ...(isBeforePods && { isBeforePods: true as const }), checksum };
}

/** Returns a key for each path: its file name, with its folders where two files have one name. */
function uniqueKeys(paths: readonly string[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const names = paths.map((path) => keyOf(path.split('/').at(-1) ?? ''));
  for (const [index, path] of paths.entries()) {
    const name = names[index] ?? '';
    const isUnique = names.indexOf(name) === names.lastIndexOf(name);
    const base = isUnique ? name : keyOf(path.slice(1));
    let key = base;
    for (let number = 2; taken.has(key); number += 1) key = `${base}-${number}`;
    taken.add(key);
    keys.set(path, key);
  }
  return keys;
}

/** Keys of a ConfigMap have letters, digits and `._-`, and are not `.` or `..`. */
function keyOf(text: string): string {
  const key = text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(-LONGEST_KEY);
  return key.startsWith('..') || key === '.' ? `_${key}` : key;
}
