import type { AppSpec as AnyAppSpec } from '@goldenpath/extension';
import type { AppSpec, Settings } from '@goldenpath/spec';
import type { PlannedUnit } from '../synth/plan';
import type { SynthesisedApp } from '../synth/summary';

/** What a run learns of a valid fleet and the next one need not find out again. */
export interface FleetCache extends CacheHead {
  readonly apps: readonly CachedApp[];
}

/** What the whole cache depends on, and what the fleet has once. */
export interface CacheHead {
  readonly code: string;
  readonly fingerprint: string;
  readonly platformFile: string;
  readonly platformStatus: string;
  readonly appsFolder: string;
  readonly environments: readonly string[];
  /** A hash of the facts of the platform, which depend on all specs. */
  readonly platformKey: string;
  readonly platformUnits: readonly PlannedUnit[];
}

/** One application: a line for what every run needs, and a line for what is needed when others change. */
export interface CachedApp {
  readonly app: AppInCache;
  /** The text of {@link AppDetails}. */
  readonly details: string;
}

/** What is enough where nothing changed. */
export interface AppInCache {
  readonly folder: string;
  /** The name of its spec: `app.yaml`, or `app.ts`, which has no status. */
  readonly file: string;
  /** The status of its folder and its spec, while they were as described here; empty where that is not certain. */
  readonly folderStatus: string;
  readonly specStatus: string;
  readonly units: readonly PlannedUnit[];
  readonly summary: SynthesisedApp;
}

/** What else is known of an application. */
export interface AppDetails {
  readonly spec: AppSpec;
  /** Names of other applications whose specs its facts depend on. */
  readonly others: readonly string[];
  /** What it claims for itself, of `UniqueName.what`. */
  readonly names: readonly string[];
}

const FORMAT = 'goldenpath fleet cache 1';
const END = 'end';

/** The text of a cache. */
export function cacheText({ apps, ...head }: FleetCache): string {
  return [
    FORMAT,
    JSON.stringify(head),
    ...apps.map(({ app }) => JSON.stringify(app)),
    ...apps.map(({ details }) => details),
    END,
    '',
  ].join('\n');
}

/** The cache in a text; `undefined` where {@link cacheText} did not make it. */
export function tryParseCache(text: string): FleetCache | undefined {
  const lines = text.split('\n');
  if (lines[0] !== FORMAT || lines.at(-2) !== END) return undefined;
  try {
    const head = JSON.parse(lines[1] ?? '') as CacheHead;
    const count = (lines.length - 4) / 2;
    const apps = lines.slice(2, 2 + count).map((line, index) => ({
      app: JSON.parse(line) as AppInCache,
      details: lines[2 + count + index] ?? '',
    }));
    return { ...head, apps };
  } catch {
    // A cache that cannot be read is no cache.
    return undefined;
  }
}

/** The text of details. Settings without an override are those in general, and are in the text once. */
export function detailsText({ spec, others, names }: Omit<AppDetails, 'spec'> & { readonly spec: AnyAppSpec }): string {
  const settings = Object.entries(spec.settings).map(([name, own]) => [name, own === spec.general ? null : own]);
  return JSON.stringify({ spec: { ...spec, settings: Object.fromEntries(settings) }, others, names });
}

/** The details in a text that {@link detailsText} made. */
export function parseDetails(text: string): AppDetails {
  const { spec, ...details } = JSON.parse(text) as AppDetails & {
    readonly spec: { readonly settings: Readonly<Record<string, Settings | null>> };
  };
  const settings = Object.entries(spec.settings).map(([name, own]) => [name, own ?? spec.general]);
  return { ...details, spec: { ...spec, settings: Object.fromEntries(settings) as AppSpec['settings'] } };
}
