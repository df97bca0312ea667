import type { CompleteFile } from '@goldenpath/output';
import type { PublishedApp } from './published-app';

/** The folders of the platform, in a repository and in the synthesised manifests: Argo CD, and what the clusters have. */
const FOLDERS = ['argocd', 'platform'] as const;

/** No application has such a name. */
const MARK = '@';

/** Whether a published name is a folder of the platform, and not an application. */
export function isPlatform(name: string): boolean {
  return name.startsWith(MARK);
}

/** Returns the folder of a name that {@link isPlatform}. */
export function platformFolder(name: string): string {
  return name.slice(MARK.length);
}

/** Returns a published name as text. */
export function shownName(name: string): string {
  return isPlatform(name) ? platformFolder(name) : name;
}

/**
 * Returns the folders of the platform, each of which is published as an application is: its files are kept as generated, and removed when
 * they are no longer generated.
 *
 * @param files - The synthesised files with their content. Files of applications are ignored.
 */
export function publishedPlatform(files: readonly CompleteFile[]): PublishedApp[] {
  return FOLDERS.map((folder) => {
    const own = files.flatMap(({ path, content }) =>
      content !== undefined && path.startsWith(`${folder}/`) ? [[path, content] as const] : [],
    );
    return {
      name: `${MARK}${folder}`,
      folder,
      files: new Map(own.map(([path, { text }]) => [path, text])),
      digests: new Map(own.map(([path, { digest }]) => [path, digest])),
      image: undefined,
      holdings: new Map(),
      accept: [],
    };
  });
}
