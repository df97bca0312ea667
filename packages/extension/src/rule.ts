import type { AppSpec, Settings, WrittenSpec } from './app-spec';
import type { Diagnostic, Location, Path } from './diagnostic';
import type { Platform } from './platform';
import { type SourceDocument, valueAt } from './source-document';

/** What a rule finds wrong, and where in the document. */
export interface Problem {
  readonly path: Path;
  readonly at?: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
  /** Whether the value there is a secret: then its line is shown up to the end of its key. @default false */
  readonly isSecret?: boolean;
  readonly related?: NonNullable<Diagnostic['related']>;
}

/** A rule that a schema cannot say: small, named, with a test of its own. */
export interface Rule<Context> {
  readonly name: string;
  /**
   * Fields that it reads besides those that it reports: where one of them has a fault, what the rule finds is a consequence and
   * is not reported. @default none
   */
  readonly reads?: readonly string[];
  readonly check: (context: Context) => readonly Problem[];
}

/** Names of variables that no spec may set, because something else gives them to the pods. */
export interface ReservedVariables {
  readonly names: readonly string[];
  /** What gives them, as the end of a sentence: `the database`. */
  readonly by: string;
}

/** One application that its schema has found well-formed. */
export interface AppContext {
  readonly document: SourceDocument;
  /** The name of the folder that the spec is in. */
  readonly folder: string;
  readonly written: WrittenSpec;
  readonly spec: AppSpec;
  readonly platform: Platform;
  /** What the parts of the application reserve. */
  readonly reservedVariables: readonly ReservedVariables[];
}

/** More problems of one rule than this are not listed: the first ones tell enough. */
const MAX_PROBLEMS = 100;

/**
 * Applies rules to a document and says where each problem is.
 *
 * @param counts - Which problems are told. @default all
 */
export function applyRules<Context extends { readonly document: SourceDocument }>(
  rules: readonly Rule<Context>[],
  context: Context,
  counts: (path: Path, rule: Rule<Context>) => boolean = () => true,
): Diagnostic[] {
  return rules.flatMap((rule) =>
    rule
      .check(context)
      .filter(({ path }) => counts(path, rule))
      .slice(0, MAX_PROBLEMS)
      .map(({ path, at, isSecret = false, ...problem }) => {
        const location = context.document.locate(path, at);
        return { rule: rule.name, ...problem, location: isSecret ? withoutValue(location, at) : location };
      }),
  );
}

/** The line with nothing but the key: other values on it may be secrets too. */
function withoutValue(location: Location, at: Problem['at']): Location {
  const { text, column, length } = location;
  const indent = ' '.repeat(column - 1);
  return { ...location, text: at === 'key' ? indent + text.slice(column - 1, column - 1 + length) : '' };
}

/** An application's settings, once for all environments without an override and once for each with one. */
export interface Variant {
  readonly environment?: string;
  readonly settings: Settings;
}

export function variantsOf({ spec, written }: AppContext): Variant[] {
  const overridden = spec.environments.filter((name) => valueAt(written, ['overrides', name]) !== undefined);
  const variants = overridden.map((environment) => ({
    environment,
    settings: spec.settings[environment] ?? spec.general,
  }));
  return [{ settings: spec.general }, ...variants];
}

/**
 * Checks what settings are in every variant. What is wrong in general is not said again for an environment whose
 * override has nothing to do with it.
 */
export function checkVariants(context: AppContext, check: (variant: Variant) => readonly Problem[]): Problem[] {
  const [general, ...overridden] = variantsOf(context).map(check);
  const said = new Set((general ?? []).map(({ path }) => JSON.stringify(path)));
  return [...(general ?? []), ...overridden.flat().filter(({ path }) => !said.has(JSON.stringify(path)))];
}

/**
 * Where a setting of one environment is written: in its override, or for all environments. Of several that a problem
 * is between, the first that the override has, or else the first that is written at all.
 */
export function pathOfSetting(
  { document }: AppContext,
  environment: string | undefined,
  ...paths: [Path, ...Path[]]
): Path {
  const isWritten = (path: Path) => valueAt(document.value, path) !== undefined;
  const overrides = environment === undefined ? [] : paths.map((path) => ['overrides', environment, ...path]);
  return [...overrides, ...paths].find(isWritten) ?? paths[0];
}

/** ` in <environment>` for a variant of one environment, nothing for all. */
export function inEnvironment(environment: string | undefined): string {
  return environment === undefined ? '' : ` in ${environment}`;
}
