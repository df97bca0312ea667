import { createHash } from 'node:crypto';
import type {
  AppInEnvironment,
  AppSpec,
  Environment,
  Platform,
  PreviewFacts,
  PreviewNames,
  Previews,
  PreviewsFacts,
  Registry,
  Settings,
} from '@goldenpath/extension';
import { onceFacts, type ResolveContext } from './resolve-once';
import { callsOf } from './calls';

/** In place of the number of a pull request. No spec can contain it. */
export const PREVIEW_NUMBER = '\u0000';

/** The most digits of the number of a pull request. Names leave room for them. */
export const MOST_DIGITS = 10;

const LONGEST_LABEL = 63;
const DIGEST = 8;

/** The names of previews begin with it, and those of no other Application of Argo CD do. */
export const PREVIEW_PREFIX = 'preview-';

/** Makes names of what belongs to one pull request. */
export const PREVIEW_NAMES: PreviewNames = {
  of: (name, { separator, longest }) => {
    const suffix = `${separator}pr${separator}`;
    const room = longest - suffix.length - MOST_DIGITS;
    return `${shortened(name, room, separator)}${suffix}${PREVIEW_NUMBER}`;
  },
};

/** A name that is too long keeps its beginning, and a digest that tells it from others with the same beginning. */
function shortened(name: string, room: number, separator: string): string {
  if (name.length <= room) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST);
  const start = name.slice(0, room - DIGEST - 1).replace(/[-_]+$/, '');
  return `${start}${separator}${digest}`;
}

/** Whether pull requests of an application get an environment, which is made from `environment`. */
export function hasPreviews(app: AppSpec, environment: string, registry: Registry): boolean {
  const settings = app.settings[environment];
  if (settings === undefined) return false;
  return registry.partsOf(app.kind).some((part) => part.hasPreviews?.(settings[part.name]) === true);
}

/** Resolves an application in one environment. */
type Resolve = (
  spec: AppSpec,
  settings: Settings,
  environment: Environment,
  context: ResolveContext,
) => AppInEnvironment;

/** Returns the environment of each pull request of an application; `undefined` where they have none. */
export function resolvePreview(spec: AppSpec, context: ResolveContext, resolve: Resolve): PreviewFacts | undefined {
  const { platform, registry } = context;
  const environment = platform.environments.find(({ name }) => name === platform.previews?.from);
  const settings = environment && spec.settings[environment.name];
  if (environment === undefined || settings === undefined || !hasPreviews(spec, environment.name, registry))
    return undefined;
  const name = previewNamespace(spec.name);
  const own = settingsOfParts(spec, settings, registry);
  const of = { ...environment, host: hostOf(spec.name, environment) };
  const { stack: _, ...facts } = resolve(spec, settingsIn(own), of, {
    ...context,
    namespace: name,
    without: own.filter(({ isLeftOut }) => isLeftOut).map(({ part }) => part),
  });
  const calls = callsOf(spec, facts.uses, {
    settings: Object.fromEntries(own.map((each) => [each.part, each.settings])),
    namespace: name,
    environment,
    context,
  });
  return { name, facts, calls };
}

interface PartInPreview {
  readonly part: string;
  readonly settings: unknown;
  /** Whether the part has settings in the environment, and none in a preview. */
  readonly isLeftOut: boolean;
}

function settingsOfParts(spec: AppSpec, settings: Settings, registry: Registry): PartInPreview[] {
  return registry.partsOf(spec.kind).map((part) => {
    const from: unknown = settings[part.name];
    if (from === undefined || part.preview === undefined) return { part: part.name, settings: from, isLeftOut: false };
    const changed: unknown = part.preview(from, PREVIEW_NAMES);
    return { part: part.name, settings: changed, isLeftOut: changed === undefined };
  });
}

function settingsIn(parts: readonly PartInPreview[]): Settings {
  return Object.fromEntries(parts.map((each) => [each.part, each.settings]));
}

function previewNamespace(app: string): string {
  return PREVIEW_NAMES.of(`${PREVIEW_PREFIX}${app}`, { separator: '-', longest: LONGEST_LABEL });
}

/** Returns the namespaces of the previews that are made from an environment, as a pattern; `undefined` where none are. */
export function previewNamespaces(
  spec: AppSpec,
  environment: string,
  { platform, registry }: Pick<ResolveContext, 'platform' | 'registry'>,
): string | undefined {
  if (platform.previews?.from !== environment || !hasPreviews(spec, environment, registry)) return undefined;
  return previewNamespace(spec.name).replaceAll(PREVIEW_NUMBER, '*');
}

/** Returns the namespaces and settings of the previews of an application; `undefined` where it has none in the environment. */
export function previewOf(
  spec: AppSpec,
  environment: string,
  registry: Registry,
): { readonly namespace: string; readonly settings: Settings } | undefined {
  const settings = spec.settings[environment];
  if (settings === undefined || !hasPreviews(spec, environment, registry)) return undefined;
  return { namespace: previewNamespace(spec.name), settings: settingsIn(settingsOfParts(spec, settings, registry)) };
}

/** The host pattern with the pull request in the label of the application, which has at most 63 characters. */
function hostOf(app: string, { host }: Environment): string {
  const label = host.split('.').find((each) => each.includes('{app}')) ?? '';
  const beside = label.replaceAll(/\{[a-z]+\}/g, '').length;
  return host.replaceAll('{app}', PREVIEW_NAMES.of(app, { separator: '-', longest: LONGEST_LABEL - beside }));
}

/** Returns the previews of the platform with the applications that can have one. */
export function resolvePreviews(
  previews: Previews,
  {
    platform,
    apps,
    registry,
  }: { readonly platform: Platform; readonly apps: readonly AppSpec[]; readonly registry: Registry },
): PreviewsFacts {
  const found = apps
    .filter((app) => hasPreviews(app, previews.from, registry))
    .flatMap((app) => {
      const once = { name: app.name, ...onceFacts(app, { platform, registry }) };
      const own = registry.partsOf(app.kind).flatMap((part) => {
        const facts: unknown = part.onceOf(once);
        return (facts === undefined ? undefined : part.gitRepository?.(facts)) ?? [];
      });
      return own.slice(0, 1).map(({ organisation, name }) => ({ app: app.name, organisation, repository: name }));
    });
  return { ...previews, apps: found };
}

/** Returns facts of a pull request, with its number in all texts. */
export function ofPullRequest<Value>(value: Value, number: number): Value {
  return replaced(value, String(number)) as Value;
}

function replaced(value: unknown, number: string): unknown {
  if (typeof value === 'string') return value.replaceAll(PREVIEW_NUMBER, number);
  if (Array.isArray(value)) return value.map((item) => replaced(item, number));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [replaced(key, number), replaced(own, number)]));
}
