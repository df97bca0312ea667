import type { Settings } from './app-spec';
import type { KindDefinition } from './kind';
import { type AnyPart, CONTRACT_VERSION } from './part';

/** The exports of an extension. */
export interface Extension {
  readonly parts?: readonly AnyPart[];
  readonly kinds?: readonly KindDefinition[];
}

/** All parts and kinds of a fleet: the built-in ones and those of its extensions. */
export interface Registry {
  /** In the order in which their objects and resources are created. */
  readonly parts: readonly AnyPart[];
  readonly kinds: readonly KindDefinition[];
  readonly part: (name: string) => AnyPart | undefined;
  readonly kind: (name: string) => KindDefinition | undefined;
  /** Returns the parts of a kind in the registry's order; none for an unknown kind. */
  readonly partsOf: (kind: string) => readonly AnyPart[];
  /** The sources of the extensions, so that a worker thread can load them again. */
  readonly sources: readonly ExtensionSource[];
}

/** The source of an extension. */
export interface ExtensionSource {
  /** The name in the platform file. */
  readonly name: string;
  /** The absolute path of its entry point. */
  readonly entry: string;
  /** A digest of its code. Output made with other code is stale. */
  readonly digest: string;
  /** Its code as one program, if it was bundled from sources. It runs in place of the entry point. */
  readonly code?: string;
}

/** Field names that every application or environment has. No part may use them. */
const RESERVED_NAMES = new Set([
  'accept',
  'approvers',
  'description',
  'environment',
  'environments',
  'general',
  'isProduction',
  'kind',
  'labels',
  'manifestsPath',
  'mutableTags',
  'name',
  'namespace',
  'owner',
  'pullRequests',
  'risk',
  'selector',
  'stack',
  'tags',
  'uses',
]);

/** The options of a kind that list fields. */
const LISTS_OF_FIELDS = ['without', 'optional', 'order'] as const;

/** Returns the errors of an extension as sentences; empty when there are none. */
export function problemsOfExtension(extension: unknown, known: Pick<Registry, 'part' | 'kind'>): string[] {
  if (typeof extension !== 'object' || extension === null) return ['It has no exports: export `parts` and `kinds`.'];
  const { parts = [], kinds = [] } = extension as { parts?: unknown; kinds?: unknown };
  if (!Array.isArray(parts)) return ['`parts` is not a list.'];
  if (!Array.isArray(kinds)) return ['`kinds` is not a list.'];
  if (parts.length === 0 && kinds.length === 0) return ['It has neither parts nor kinds: export `parts` and `kinds`.'];
  const own = new Set((parts as unknown[]).flatMap((part) => nameOf(part) ?? []));
  return [
    ...(parts as unknown[]).flatMap((part, index) => problemsOfPart(part, `parts[${index}]`, known)),
    ...(kinds as unknown[]).flatMap((kind, index) => problemsOfKind(kind, `kinds[${index}]`, known, own)),
    ...duplicates(parts as unknown[], 'part'),
    ...duplicates(kinds as unknown[], 'kind'),
  ];
}

function problemsOfPart(part: unknown, where: string, known: Pick<Registry, 'part'>): string[] {
  const name = nameOf(part);
  if (name === undefined) return [`\`${where}\` is not a part: make it with \`definePart\`.`];
  const wrongContract = contractProblem(part, `The part ${name}`);
  if (wrongContract !== undefined) return [wrongContract];
  if (!/^[a-z][A-Za-z0-9]{1,39}$/.test(name)) return [`The part ${JSON.stringify(name)} needs a name in camel case.`];
  if (RESERVED_NAMES.has(name))
    return [`No part can be named ${name}: the facts of every application have a field of that name.`];
  if (known.part(name) !== undefined) return [`There is already a part named ${name}.`];
  if (hasStacksWithoutScope(part)) return [`The part ${name} has \`stacks\`: list them in \`stackScopes\`.`];
  return [];
}

function hasStacksWithoutScope(part: unknown): boolean {
  const { stacks, stackScopes } = part as Partial<AnyPart>;
  return stacks !== undefined && (stackScopes === undefined || stackScopes.length === 0);
}

function problemsOfKind(
  kind: unknown,
  where: string,
  known: Pick<Registry, 'part' | 'kind'>,
  own: ReadonlySet<string>,
): string[] {
  const name = nameOf(kind);
  if (name === undefined) return [`\`${where}\` is not a kind: make it with \`defineKind\`.`];
  const wrongContract = contractProblem(kind, `The kind ${name}`);
  if (wrongContract !== undefined) return [wrongContract];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    return [`The kind ${JSON.stringify(name)} needs a name in kebab-case.`];
  if (known.kind(name) !== undefined) return [`There is already a kind named ${name}.`];
  const { parts } = kind as { parts?: unknown };
  if (!Array.isArray(parts) || parts.length === 0) return [`The kind ${name} has no \`parts\`.`];
  return [
    ...(parts as unknown[])
      .filter((part) => typeof part !== 'string' || (!own.has(part) && known.part(part) === undefined))
      .map((part) => `The kind ${name} names the part ${JSON.stringify(part)}, which does not exist.`),
    ...LISTS_OF_FIELDS.filter((option) => !isListOfNames((kind as Partial<KindDefinition>)[option])).map(
      (option) => `\`${option}\` of the kind ${name} is not a list of names.`,
    ),
  ];
}

function isListOfNames(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((name) => typeof name === 'string'));
}

function contractProblem(value: unknown, what: string): string | undefined {
  const { contract } = value as { contract?: unknown };
  if (contract === CONTRACT_VERSION) return undefined;
  if (contract === undefined) return `${what} was not made with \`definePart\` or \`defineKind\`.`;
  return `${what} was made for version ${String(contract)} of the extension contract; this version of goldenpath has ${CONTRACT_VERSION}.`;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name } = value as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}

function duplicates(values: readonly unknown[], what: string): string[] {
  const names = values.map(nameOf);
  return [...new Set(names.filter((name, index) => name !== undefined && names.indexOf(name) !== index))].map(
    (name) => `It has two ${what}s named ${name}.`,
  );
}

/** Joins two registries. For equal names the first one wins. */
export function unionOf(first: Registry, second: Registry): Registry {
  if (first === second) return first;
  return createRegistry(
    [
      first,
      {
        parts: second.parts.filter(({ name }) => first.part(name) === undefined),
        kinds: second.kinds.filter(({ name }) => first.kind(name) === undefined),
      },
    ],
    [...first.sources, ...second.sources.filter(({ name }) => first.sources.every((source) => source.name !== name))],
  );
}

/** Joins extensions into a registry. Check each with {@link problemsOfExtension} first. */
export function createRegistry(extensions: readonly Extension[], sources: readonly ExtensionSource[] = []): Registry {
  const parts = extensions.flatMap((extension) => extension.parts ?? []);
  const kinds = extensions.flatMap((extension) => extension.kinds ?? []);
  const partsByName = new Map(parts.map((part) => [part.name, part]));
  const kindsByName = new Map(kinds.map((kind) => [kind.name, kind]));
  const partsByKind = new Map(
    kinds.map((kind) => [kind.name, parts.filter(({ name }) => kind.parts.includes(name))] as const),
  );
  return {
    parts,
    kinds,
    part: (name) => partsByName.get(name),
    kind: (name) => kindsByName.get(name),
    partsOf: (kind) => partsByKind.get(kind) ?? [],
    sources,
  };
}

/** Returns whether other applications can call an application of this kind with these settings. */
export function isCallable(registry: Registry, kind: string, settings: Settings): boolean {
  return registry
    .partsOf(kind)
    .some((part) => (typeof part.isCallable === 'function' ? part.isCallable(settings) : part.isCallable === true));
}
