import type { UniqueName } from '@goldenpath/extension';

/** A resource of an application in AWS, under its name in the spec. */
export interface CloudResource {
  /** Its name in AWS. */
  readonly resourceName: string;
  readonly arn: string;
  /** The variable of the pods that they find it by. */
  readonly variable: string;
  /** Whether a plan that loses it is refused. */
  readonly isProtected: boolean;
}

/** The resources of one type by their name in the spec, in code unit order. */
export type CloudResources<Resource extends CloudResource> = Readonly<Record<string, Resource>>;

/** Returns the facts for each entry of a field; `undefined` when there is none. */
export function resourcesOf<Settings, Resource>(
  settings: Readonly<Record<string, Settings>>,
  make: (name: string, settings: Settings) => Resource,
): Readonly<Record<string, Resource>> | undefined {
  const entries = Object.entries(settings);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, each]) => [name, make(name, each)]));
}

/** Returns the names in AWS as unique names. Names of long applications can only clash by their hash, and those of short ones by hyphens. */
export function uniqueResourceNames(
  field: string,
  what: string,
  resources: Readonly<Record<string, Pick<CloudResource, 'arn'>>>,
): readonly UniqueName[] {
  return Object.entries(resources).map(([name, { arn }]) => ({
    rule: 'cloud-name-taken',
    what: `the ${what} ${arn}`,
    path: [field, name],
    remedy: 'Give one of the two another name.',
  }));
}

/** Returns the variables of resources, for `variables` and `reservedVariables` of a part. */
export function variableNames(names: readonly string[], variable: (name: string) => string, by: string) {
  return names.length === 0 ? [] : [{ names: names.map(variable), by }];
}
