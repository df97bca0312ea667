import {
  BrokenKustomizationError,
  isOverlayKustomization,
  overlayKustomization,
  readRelease,
} from '@goldenpath/kustomize';
import { commitOf, isInitialTag } from '../release/tags';
import type { AppAtTip, FilesAtTip } from './app-at-tip';
import { type PreparedApp, prepareApp } from './prepared-app';
import { type Holdings, placeIn, type PublishedApp } from './published-app';
import { isPlatform } from './published-platform';
import { baseIn, versionOfBase, versionOfListed, withBase } from './versioned-base';

/** What of the applications to publish. */
export interface Scope {
  /** Only these environments. All others stay as they are. @default all */
  readonly only?: readonly string[];
  /** An environment of an application whose first release is published. */
  readonly first?: { readonly app: string; readonly environment: string };
}

/** An application as it is published on top of a tip. */
export interface EffectiveApp extends PreparedApp {
  /** Environments that are left out, because nothing was released there. */
  readonly unreleased: readonly string[];
}

/**
 * Returns what of an application is published: the selected environments that had a release. The first release adds the overlay of its
 * environment. What belongs to other environments stays as it is in the repository, including the base that their overlays refer to.
 *
 * @param tip - With the text of each overlay's `kustomization.yaml`.
 */
export function effectiveApp(app: PreparedApp, tip: AppAtTip, scope: Scope, organisation: string): EffectiveApp {
  if (isPlatform(app.name)) return { ...app, unreleased: [] };
  const overlays = environmentsOf(app.folder, [...app.files.keys()]);
  const selected = overlays.filter((name) => scope.only?.includes(name) !== false);
  const unreleased = selected.filter((name) => !isReleased(app, name, tip, scope));
  if (scope.only === undefined && unreleased.length === 0) return { ...app, unreleased };
  const included = selected.filter((name) => !unreleased.includes(name));
  const kept = scope.only === undefined ? new Map<string, string>() : keptOf(app.folder, tip, scope.only);
  const { files, kept: all } = withBaseOf(app, tip, { included, kept });
  const { list: _list, record: _record, ids: _ids, digests: _digests, ...own } = app;
  const holdings = scope.only === undefined ? app.holdings : holdingsOf(app, tip, scope.only);
  return { ...prepareApp({ ...own, files, kept: all, holdings }, organisation), unreleased };
}

/** Returns the selected environments whose overlay is not in the repository: nothing was released there. */
export function withoutOverlay(app: PreparedApp, there: FilesAtTip, { only }: Scope): string[] {
  const { image, folder, files } = app;
  if (image === undefined) return [];
  return environmentsOf(folder, [...files.keys()]).filter((name) => {
    const path = overlayKustomization(folder, name);
    return only?.includes(name) !== false && !there.has(path) && !namesCommit(app, path);
  });
}

/** Returns an application without the overlays of some environments. */
export function publishedWithout(app: PreparedApp, environments: readonly string[]): PreparedApp {
  const { list, record: _record, ids: _ids, ...own } = app;
  const files = [...app.files].filter(([path]) => !isOverlayOf(app.folder, path, environments));
  return prepareApp({ ...own, files: new Map(files) }, list?.organisation ?? '');
}

/** Returns whether the generated overlay at a path names no image that was built. */
export function isPlaceholder({ image, folder, files }: PreparedApp, path: string): boolean {
  if (image === undefined || !isOverlayKustomization(folder, path)) return false;
  const { newTag } = readRelease(files.get(path) ?? '', image, path) ?? {};
  return newTag !== undefined && isInitialTag(placeIn(folder, path), newTag);
}

function isOverlayOf(folder: string, path: string, environments: readonly string[]): boolean {
  return path.startsWith(`${folder}/overlays/`) && environments.includes(placeIn(folder, path));
}

/** Returns the environments of overlays, in the order of the paths. */
function environmentsOf(folder: string, paths: readonly string[]): string[] {
  const names = paths.filter((path) => path.startsWith(`${folder}/overlays/`)).map((path) => placeIn(folder, path));
  return [...new Set(names)];
}

/** An overlay of an image of the fleet is released when it names the tag of a commit, or a digest. */
function isReleased(app: PreparedApp, environment: string, { files, texts }: AppAtTip, { first }: Scope): boolean {
  const { name, folder, image } = app;
  if (image === undefined || (first?.app === name && first.environment === environment)) return true;
  const path = overlayKustomization(folder, environment);
  const text = texts.get(path);
  if (text === undefined) return files.has(path) || namesCommit(app, path);
  try {
    const { newTag, digest } = readRelease(text, image, path) ?? {};
    return digest !== undefined || newTag === undefined || !isInitialTag(environment, newTag);
  } catch (error) {
    // The plan of the application reports it.
    if (error instanceof BrokenKustomizationError) return true;
    throw error;
  }
}

/** Returns whether a synthesised overlay names an image that was built: `synth` keeps what a tree has. */
function namesCommit({ image, folder, files }: PreparedApp, path: string): boolean {
  const { newTag, digest } = readRelease(files.get(path) ?? '', image ?? '', path) ?? {};
  return digest !== undefined || commitOf(placeIn(folder, path), newTag) !== undefined;
}

/** Returns the listed files of the environments that are not selected, with their digests. */
function keptOf(folder: string, { list }: AppAtTip, only: readonly string[]): Map<string, string> {
  const entries = [...(list?.files ?? [])].filter(
    ([path]) => path.startsWith(`${folder}/overlays/`) && !only.includes(placeIn(folder, path)),
  );
  return new Map(entries);
}

interface Chosen {
  readonly included: readonly string[];
  readonly kept: ReadonlyMap<string, string>;
}

/**
 * Adds the base. If the overlay of another environment refers to `base`, and the base changes, the selected overlays refer to a folder of
 * their own, `bases/<digest>`.
 */
function withBaseOf(
  { folder, files }: PreparedApp,
  { list, texts }: AppAtTip,
  { included, kept }: Chosen,
): Pick<PublishedApp, 'files'> & { readonly kept: ReadonlyMap<string, string> } {
  const base = new Map([...files].filter(([path]) => path.startsWith(`${folder}/base/`)));
  const overlays = [...files].filter(([path]) => included.includes(placeIn(folder, path)) && !base.has(path));
  const referred = new Set(
    [...kept.keys()].flatMap((path) => {
      const text = texts.get(path);
      return text === undefined ? [] : (baseIn(text) ?? []);
    }),
  );
  const listed = [...(list?.files ?? [])];
  const below = (name: string) => listed.filter(([path]) => path.startsWith(`${folder}/${name}/`));
  const others = [...referred].filter((name) => name !== 'base').flatMap(below);
  const isFree = !referred.has('base') || versionOfBase(base, folder) === versionOfListed(below('base'), folder);
  if (isFree) return { files: new Map([...base, ...overlays]), kept: new Map([...kept, ...others]) };
  const stays = new Map([...kept, ...others, ...below('base')]);
  if (overlays.length === 0) return { files: new Map(), kept: stays };
  const name = `bases/${versionOfBase(base, folder)}`;
  const moved = [...base].map(([path, text]) => [path.replace(`${folder}/base/`, `${folder}/${name}/`), text] as const);
  const changed = overlays.map(([path, text]) => [path, withBase(text, name)] as const);
  const own = new Map([...moved, ...changed]);
  return { files: own, kept: new Map([...stays].filter(([path]) => !own.has(path))) };
}

function holdingsOf({ holdings }: PublishedApp, { list }: AppAtTip, only: readonly string[]): Holdings {
  const rules = new Set([...(list?.holdings.keys() ?? []), ...holdings.keys()]);
  return new Map(
    [...rules].map((rule) => {
      const before = (list?.holdings.get(rule) ?? []).filter((name) => !only.includes(name));
      const after = (holdings.get(rule) ?? []).filter((name) => only.includes(name));
      // In the order of the platform, so that the list does not depend on the order of publications.
      const all = new Set([...(holdings.get(rule) ?? []), ...before]);
      return [rule, [...all].filter((name) => before.includes(name) || after.includes(name))];
    }),
  );
}
