import type { AppSpec, Settings, WrittenSpec } from './app-spec';
import type { Diagnostic, Location, Path } from './diagnostic';
import type { Platform } from './platform';
import { type SourceDocument, valueAt } from './source-document';

/** A problem that a rule finds, and its position in the document. */
export interface Problem {
  readonly path: Path;
  /** The file of `AppSpec.data` that the path is in. @default the spec */
  readonly file?: string;
  readonly at?: 'key' | 'value';
  readonly message: string;
  readonly remedy: string;
  /** Whether the value is a secret. Then its line is shown only up to the end of the key. @default false */
  readonly isSecret?: boolean;
  readonly related?: NonNullable<Diagnostic['related']>;
}

/** A validation rule that a schema cannot express. Each is small, named and tested. */
export interface Rule<Context> {
  readonly name: string;
  /**
   * Other fields that the rule reads. When one of them is invalid, the rule's findings are consequences and are not reported. @default none
   */
  readonly reads?: readonly string[];
  readonly check: (context: Context) => readonly Problem[];
}

/** Names of variables that no spec may set, because another part sets them in the pods. */
export interface ReservedVariables {
  readonly names: readonly string[];
  /** What sets them, as the end of a sentence: `the database`. */
  readonly by: string;
  /**
   * Whether `env` may replace one of them by a value that is made from the others, such as an address with a path.
   *
   * @default false
   */
  readonly canBeReplaced?: boolean;
}

/** One application whose schema is valid. */
export interface AppContext {
  readonly document: SourceDocument;
  /** The name of the spec's folder. */
  readonly folder: string;
  readonly written: WrittenSpec;
  readonly spec: AppSpec;
  readonly platform: Platform;
  /** The variables that the application's parts reserve. */
  readonly reservedVariables: readonly ReservedVariables[];
  /** The YAML documents of `spec.data`, by path. @default none */
  readonly dataDocuments?: ReadonlyMap<string, SourceDocument>;
}

/** Problems per rule at most. */
const MAX_PROBLEMS = 100;

/**
 * Applies rules to a document and locates each problem.
 *
 * @param counts - Returns whether a problem is reported. @default all are
 */
export function applyRules<
  Context extends { readonly document: SourceDocument; readonly dataDocuments?: ReadonlyMap<string, SourceDocument> },
>(
  rules: readonly Rule<Context>[],
  context: Context,
  counts: (path: Path, rule: Rule<Context>) => boolean = () => true,
): Diagnostic[] {
  return rules.flatMap((rule) => {
    const problems = rule.check(context);
    // Nearly every rule finds nothing.
    if (problems.length === 0) return [];
    return problems
      .filter(({ path, file }) => file !== undefined || counts(path, rule))
      .slice(0, MAX_PROBLEMS)
      .map(({ path, file, at, isSecret = false, ...problem }) => {
        const document = (file === undefined ? undefined : context.dataDocuments?.get(file)) ?? context.document;
        const location = document.locate(path, at);
        return { rule: rule.name, ...problem, location: isSecret ? withoutValue(location, at) : location };
      });
  });
}

/** Returns the line up to the key, because other values on it may be secrets too. */
function withoutValue(location: Location, at: Problem['at']): Location {
  const { text, column, length } = location;
  const indent = ' '.repeat(column - 1);
  return { ...location, text: at === 'key' ? indent + text.slice(column - 1, column - 1 + length) : '' };
}

/** The settings of an application in general, or in one environment with an override. */
export interface Variant {
  readonly environment?: string;
  readonly settings: Settings;
}

const variants = new WeakMap<AppContext, readonly Variant[]>();

export function variantsOf(context: AppContext): readonly Variant[] {
  const known = variants.get(context) ?? makeVariants(context);
  variants.set(context, known);
  return known;
}

function makeVariants({ spec, written }: AppContext): Variant[] {
  const overridden = spec.environments.filter((name) => valueAt(written, ['overrides', name]) !== undefined);
  const others = overridden.map((environment) => ({
    environment,
    settings: spec.settings[environment] ?? spec.general,
  }));
  return [{ settings: spec.general }, ...others];
}

/**
 * Checks the settings of every variant. A general problem is not repeated for an environment whose override does not affect it.
 */
export function checkVariants(context: AppContext, check: (variant: Variant) => readonly Problem[]): Problem[] {
  const found = variantsOf(context).map(check);
  // Nearly every rule finds nothing.
  if (found.every(({ length }) => length === 0)) return [];
  const [general = [], ...overridden] = found;
  const others = overridden.flat();
  const said = new Set(general.map(({ path }) => JSON.stringify(path)));
  return [...general, ...others.filter(({ path }) => !said.has(JSON.stringify(path)))];
}

/**
 * Returns where a setting of an environment is written: in its override, or for all environments. If a problem is between several settings,
 * returns the first one in the override, or the first written one.
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

/** Returns ` in <environment>` for the variant of an environment, and an empty text for the general one. */
export function inEnvironment(environment: string | undefined): string {
  return environment === undefined ? '' : ` in ${environment}`;
}
