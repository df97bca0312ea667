import type { AppSpec as AnyAppSpec } from '@goldenpath/extension';
import type { PlatformFacts } from '@goldenpath/model';
import type { AppSpec, Platform, Settings } from '@goldenpath/spec';
import type { TemplateFolders } from '@goldenpath/scaffold';
import type { CodeInputs } from './code-inputs';
import type { PlannedUnit } from '../synth/plan';
import type { SynthesisedApp } from '../synth/summary';

/** What a run records about a valid fleet for the next one. */
export interface FleetCache extends CacheHead {
  /** The facts of the platform. */
  readonly platformFacts: StoredJson<PlatformFacts>;
  /** The platform; `null` where its file adds something to the parts and kinds. */
  readonly platform: StoredJson<Platform | null>;
  readonly apps: readonly CachedApp[];
}

/** The inputs of the whole cache, and the data that the fleet has once. */
export interface CacheHead {
  readonly code: string;
  readonly fingerprint: string;
  readonly platformFile: string;
  readonly platformStatus: string;
  readonly appsFolder: string;
  /** Folders beside a spec that the built-in parts read. */
  readonly dataFolders: readonly string[];
  readonly environments: readonly string[];
  /** The notes of a validation. @default none */
  readonly notes?: readonly string[];
  /** A hash of the platform's facts, which depend on all specs. */
  readonly platformKey: string;
  readonly platformUnits: readonly PlannedUnit[];
  /** What the specs in TypeScript were made from. @default there are none, or another run of one can differ */
  readonly codeInputs?: CodeInputs;
  /** A digest of the catalog of databases that the run left. @default it was not compared */
  readonly catalog?: string;
  /** The template folders of the platform, by runtime, and the status of their files. @default it has none */
  readonly templates?: { readonly folders: TemplateFolders; readonly status: string };
}

/** One application. A run parses only the lines that it needs. */
export interface CachedApp {
  readonly files: AppFiles;
  readonly brief: AppBrief;
  readonly units: StoredJson<readonly PlannedUnit[]>;
  readonly summary: StoredJson<SynthesisedApp>;
  readonly spec: StoredJson<StoredSpec>;
  readonly links: StoredJson<AppLinks>;
}

/** The files that an application was read from. */
export interface AppFiles {
  readonly folder: string;
  /** The name of its spec: `app.yaml` or `app.ts`. */
  readonly file: string;
  /** The status of its folder and its spec when they were read; empty when the status is not reliable. */
  readonly folderStatus: string;
  readonly specStatus: string;
}

/** What `validate` says about an application. */
export interface AppBrief {
  readonly kind: string;
  /** What is left to do before it works. @default nothing */
  readonly todos?: readonly string[];
}

/** What an application has to do with others. */
export interface AppLinks {
  /** Names of other applications whose specs its facts depend on. */
  readonly others: readonly string[];
  /** The unique names that it claims (`UniqueName.what`), and those with `sharedBy` once more with it. */
  readonly names: readonly string[];
}

/** A spec in which settings that equal the general ones are `null`: without an override, they are written once. */
type StoredSpec = AppSpec & { readonly settings: Readonly<Record<string, Settings | null>> };

/** Data as a line of JSON, which is read and parsed when it is asked for. */
export class StoredJson<T> {
  private parsed: { readonly value: T } | undefined;

  constructor(private readonly line: () => string) {}

  get text(): string {
    return this.line();
  }

  get value(): T {
    return (this.parsed ??= { value: JSON.parse(this.text) as T }).value;
  }
}

/** Returns data as a line of JSON. */
export function storedJson<T>(value: T): StoredJson<T> {
  const text = asciiJson(value);
  return new StoredJson(() => text);
}

/** Returns JSON without characters beyond ASCII: Node.js reads such a text several times as fast, and keeps it in half the memory. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}

const FORMAT = 'goldenpath fleet cache 7';
const END = '\nend\n';
const LINE_END = 10;
/** Lines in the second half: first of the platform, and then of each application. */
const PLATFORM_LINES = 2;
const LINES = 3;

/**
 * Returns the text of a cache. Every run needs its first half: the line in front of it says how many bytes that has. The second half is
 * read when something changed or is asked for.
 */
export function cacheText({ apps, platformFacts, platform, ...head }: FleetCache): string {
  const files = apps.map((app) => ({ ...app.files, ...app.brief }));
  const first = [asciiJson(head), asciiJson(files), ...apps.map(({ units }) => units.text)].join('\n');
  const ofApps = apps.flatMap(({ summary, spec, links }) => [summary.text, spec.text, links.text]);
  const second = [platformFacts.text, platform.text, ...ofApps];
  return `${FORMAT} ${Buffer.byteLength(first)}\n${first}\n${second.join('\n')}${END}`;
}

/** Parses a cache; returns `undefined` when {@link cacheText} did not write it. */
export function tryParseCache(bytes: Buffer): FleetCache | undefined {
  const start = bytes.indexOf('\n') + 1;
  const [, format, length] = /^(.*) (\d+)\n$/.exec(bytes.toString('latin1', 0, start)) ?? [];
  if (format !== FORMAT || bytes.toString('latin1', bytes.length - END.length) !== END) return undefined;
  const end = start + Number(length);
  if (bytes[end] !== LINE_END) return undefined;
  try {
    const [head = '', files = '', ...units] = bytes.toString('latin1', start, end).split('\n');
    let lines: readonly string[] | undefined;
    const second = () => (lines ??= bytes.toString('latin1', end + 1, bytes.length - END.length).split('\n'));
    const apps = (JSON.parse(files) as readonly (AppFiles & AppBrief)[]).map((own, index) => {
      const line = (at: number) => () => second()[PLATFORM_LINES + index * LINES + at] ?? '';
      return {
        files: own,
        brief: own,
        units: new StoredJson<readonly PlannedUnit[]>(() => units[index] ?? ''),
        summary: new StoredJson<SynthesisedApp>(line(0)),
        spec: new StoredJson<StoredSpec>(line(1)),
        links: new StoredJson<AppLinks>(line(2)),
      };
    });
    const platformFacts = new StoredJson<PlatformFacts>(() => second()[0] ?? '');
    const platform = new StoredJson<Platform | null>(() => second()[1] ?? '');
    return { ...(JSON.parse(head) as CacheHead), platformFacts, platform, apps };
  } catch {
    // An unreadable cache is ignored.
    return undefined;
  }
}

/** Returns a spec as the cache has it. */
export function storedSpec(spec: AnyAppSpec): StoredJson<StoredSpec> {
  const settings = Object.entries(spec.settings).map(([name, own]) => [name, own === spec.general ? null : own]);
  return storedJson({ ...spec, settings: Object.fromEntries(settings) } as StoredSpec);
}

/** Returns the spec of {@link storedSpec}. */
export function specOf({ spec: { value } }: Pick<CachedApp, 'spec'>): AppSpec {
  const settings = Object.entries(value.settings).map(([name, own]) => [name, own ?? value.general]);
  return { ...value, settings: Object.fromEntries(settings) as AppSpec['settings'] };
}
