import {
  acceptanceOf,
  type AppSpec,
  type Platform,
  type PlatformEnvironment,
  type Registry,
} from '@goldenpath/extension';
import { partFacts } from './part-facts';
import { appTags } from './tags';

/** The input that all applications share. */
export interface ResolveContext {
  readonly platform: Platform;
  readonly registry: Registry;
  /** Applications by name, for `uses`. */
  readonly apps: Pick<ReadonlyMap<string, AppSpec>, 'get'>;
  /** The namespace of the application's objects. @default that of its team in the environment */
  readonly namespace?: string;
  /** Parts of the kind that are left out. @default none */
  readonly without?: readonly string[];
  /** The platform's facts by environment. */
  readonly platformFacts: ReadonlyMap<string, PlatformEnvironment>;
}

/** Returns the facts that an application has once, by the names of its parts. */
export function onceFacts(
  spec: AppSpec,
  { platform, registry }: Pick<ResolveContext, 'platform' | 'registry'>,
): Readonly<Record<string, unknown>> {
  const tags = appTags(spec);
  const isProtected = protection(spec, platform);
  return partFacts(registry.partsOf(spec.kind), (part, facts) =>
    part.once?.({ spec, platform, tags, facts, isProtected }),
  );
}

/** Returns whether the application's resources are protected: neither its spec nor the platform file accepts their loss. */
export function protection(spec: AppSpec, platform: Platform, environment?: string): (rule: string) => boolean {
  const scope = { app: spec.name, ...(environment !== undefined && { environment }) };
  const accept = [...spec.accept, ...platform.accept];
  return (rule) => acceptanceOf(accept, rule, scope) === undefined;
}
