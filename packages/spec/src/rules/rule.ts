import { type SourceDocument, valueAt } from '../document/source-document';
import type { WrittenAppSpec } from '../types/app';
import type { Diagnostic, Path } from '../types/diagnostic';
import type { AppSpec, Platform, Settings } from '../types/resolved';

/** What a rule finds wrong, and where in the document. */
export interface Problem {
  readonly path: Path;
  readonly at?: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
  readonly related?: NonNullable<Diagnostic['related']>;
}

/** A rule that a schema cannot say: small, named, with a test of its own. */
export interface Rule<Context> {
  readonly name: string;
  readonly check: (context: Context) => readonly Problem[];
}

/** One application that its schema has found well-formed. */
export interface AppContext {
  readonly document: SourceDocument;
  /** The name of the folder that the spec is in. */
  readonly folder: string;
  readonly written: WrittenAppSpec;
  readonly spec: AppSpec;
  readonly platform: Platform;
}

/** Applies rules to a document and says where each problem is. */
export function applyRules<Context extends { readonly document: SourceDocument }>(
  rules: readonly Rule<Context>[],
  context: Context,
): Diagnostic[] {
  return rules.flatMap(({ name, check }) =>
    check(context).map(({ path, at, ...problem }) => ({
      rule: name,
      ...problem,
      location: context.document.locate(path, at),
    })),
  );
}

/** An application's settings, once for all environments without an override and once for each with one. */
export interface Variant {
  readonly environment?: string;
  readonly settings: Settings;
}

export function variantsOf({ spec, written }: AppContext): Variant[] {
  const overridden = spec.environments.filter((name) => written.overrides?.[name] !== undefined);
  const variants = overridden.map((environment) => ({ environment, settings: spec.settings[environment] ?? spec.general }));
  return [{ settings: spec.general }, ...variants];
}

/** Where a setting of one environment is written: in its override, or for all environments. */
export function pathOfSetting({ document }: AppContext, environment: string | undefined, path: Path): Path {
  const override = ['overrides', environment ?? '', ...path];
  return environment !== undefined && valueAt(document.value, override) !== undefined ? override : path;
}

/** ` in <environment>` for a variant of one environment, nothing for all. */
export function inEnvironment(environment: string | undefined): string {
  return environment === undefined ? '' : ` in ${environment}`;
}
