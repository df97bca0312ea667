import { createHash } from 'node:crypto';
import { isOverlayKustomization } from '@goldenpath/kustomize';
import { digestOf } from './app-at-tip';
import { listPath, listText, type ManagedList } from './managed-list';
import type { PublishedApp } from './published-app';

/** The hash algorithm of a repository's object ids. */
export type IdAlgorithm = 'sha1' | 'sha256';

/** The desired state of an application, with values that every attempt to publish it needs, computed once. */
export interface PreparedApp extends PublishedApp {
  /** Undefined when the application has no files. */
  readonly list: ManagedList | undefined;
  /** The text of {@link list}. */
  readonly record: string | undefined;
  /** Returns the Git ids of its files and its list, by path. */
  readonly ids: (algorithm: IdAlgorithm) => ReadonlyMap<string, string>;
}

export function prepareApp(app: PublishedApp, organisation: string): PreparedApp {
  const list = app.files.size === 0 && (app.kept?.size ?? 0) === 0 ? undefined : listOf(app, organisation);
  const record = list && listText(list);
  const files = [...app.files, ...(record === undefined ? [] : [[listPath(app.name), record] as const])];
  const known = new Map<IdAlgorithm, ReadonlyMap<string, string>>();
  const ids = (algorithm: IdAlgorithm) => {
    const found = known.get(algorithm) ?? new Map(files.map(([path, text]) => [path, blobId(text, algorithm)]));
    known.set(algorithm, found);
    return found;
  };
  return { ...app, list, record, ids };
}

function listOf(app: PublishedApp, organisation: string): ManagedList {
  const { name, folder, image, holdings, accept, files } = app;
  const known = (path: string) => (isOverlayKustomization(folder, path) ? undefined : app.digests?.get(path));
  const digests = [...files].map(
    ([path, text]) => [path, known(path) ?? digestOf(text, path, image, folder) ?? ''] as const,
  );
  return {
    application: name,
    organisation,
    folder,
    image,
    holdings,
    accept,
    files: new Map([...(app.kept ?? []), ...digests]),
  };
}

/** Returns the id that Git gives a file with this text. */
function blobId(text: string, algorithm: IdAlgorithm): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
