import type { AppSpec as AnyAppSpec } from '@goldenpath/extension';
import type { AppSpec, Settings } from '@goldenpath/spec';
import type { TemplateFolders } from '@goldenpath/scaffold';
import type { PlannedUnit } from '../synth/plan';
import type { SynthesisedApp } from '../synth/summary';

/** What a run records about a valid fleet for the next one. */
export interface FleetCache extends CacheHead {
  readonly apps: readonly CachedApp[];
}

/** The inputs of the whole cache, and the data that the fleet has once. */
export interface CacheHead {
  readonly code: string;
  readonly fingerprint: string;
  readonly platformFile: string;
  readonly platformStatus: string;
  readonly appsFolder: string;
  readonly environments: readonly string[];
  /** The notes of a validation. @default none */
  readonly notes?: readonly string[];
  /** A hash of the platform's facts, which depend on all specs. */
  readonly platformKey: string;
  readonly platformUnits: readonly PlannedUnit[];
  /** The template folders of the platform, by runtime, and the status of their files. @default it has none */
  readonly templates?: { readonly folders: TemplateFolders; readonly status: string };
}

/** One application: a line that every run needs, and a line that is needed when other applications change. */
export interface CachedApp {
  readonly app: AppInCache;
  /** The text of {@link AppDetails}. */
  readonly details: string;
}

/** The data that is enough when nothing changed. */
export interface AppInCache {
  readonly folder: string;
  /** The name of its spec: `app.yaml`, or `app.ts`, which has no status. */
  readonly file: string;
  /** The status of its folder and its spec when they were read; empty when the status is not reliable. */
  readonly folderStatus: string;
  readonly specStatus: string;
  readonly units: readonly PlannedUnit[];
  readonly summary: SynthesisedApp;
}

/** More data about an application. */
export interface AppDetails {
  readonly spec: AppSpec;
  /** Names of other applications whose specs its facts depend on. */
  readonly others: readonly string[];
  /** The unique names that it claims (`UniqueName.what`). */
  readonly names: readonly string[];
}

const FORMAT = 'goldenpath fleet cache 1';
const END = 'end';

/** Returns the text of a cache. */
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

/** Parses a cache; returns `undefined` when {@link cacheText} did not write it. */
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
    // An unreadable cache is ignored.
    return undefined;
  }
}

/** Returns the text of details. Settings without an override equal the general ones and are written once. */
export function detailsText({ spec, others, names }: Omit<AppDetails, 'spec'> & { readonly spec: AnyAppSpec }): string {
  const settings = Object.entries(spec.settings).map(([name, own]) => [name, own === spec.general ? null : own]);
  return JSON.stringify({ spec: { ...spec, settings: Object.fromEntries(settings) }, others, names });
}

/** Parses the output of {@link detailsText}. */
export function parseDetails(text: string): AppDetails {
  const { spec, ...details } = JSON.parse(text) as AppDetails & {
    readonly spec: { readonly settings: Readonly<Record<string, Settings | null>> };
  };
  const settings = Object.entries(spec.settings).map(([name, own]) => [name, own ?? spec.general]);
  return { ...details, spec: { ...spec, settings: Object.fromEntries(settings) as AppSpec['settings'] } };
}
