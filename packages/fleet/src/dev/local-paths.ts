/** Paths in a container, and what stands for them on this machine. */
export type LocalPaths = ReadonlyMap<string, string>;

/** Replaces paths of a container in a text: whole paths, and what is below them. */
export function withLocalPaths(text: string, paths: LocalPaths): string {
  if (paths.size === 0) return text;
  // The longest first: a file can be mounted into a folder that is mounted as well.
  const known = [...paths.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<=^|[^\\w./-]|://)(?:${known.join('|')})(?![\\w.-])`, 'g');
  return text.replaceAll(pattern, (found) => paths.get(found) ?? found);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
