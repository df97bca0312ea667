import type {
  AppInEnvironment,
  AppFacts,
  AppFactsInput,
  FactsInput,
  InEnvironment,
  PlatformEnvironment,
  PlatformFactsInput,
  UniqueName,
} from './facts';
import type { ExplanationTable } from './explanation';
import type { JsonSchema } from './json';
import type { Layers } from './layers';
import type { ContainerImage, PartCharts } from './manifests';
import type { Platform } from './platform';
import type { PartReview } from './review/part-review';
import type { DraftOverrides, FieldQuestion } from './question';
import type { AppContext, ReservedVariables, Rule } from './rule';
import type { Settings } from './app-spec';
import type { PartStacks } from './stack';

/** The fields that a part adds to a spec. */
export interface PartFields {
  /** JSON Schemas of the fields, by name, each with a `description`, its constraints and its `default`. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  /** The fields that a spec must have. @default none */
  readonly required?: readonly string[];
  /** What one environment may override, by field: `true` for the whole field, or a schema of its own. @default nothing */
  readonly overrides?: Readonly<Record<string, JsonSchema | boolean>>;
  /** Definitions that the schemas refer to as `#/definitions/<name>`. @default none */
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** Loads a module of the part when a step needs it: `() => require('./charts')`, or `() => ({ … })`. */
export type Load<Module> = () => Module;

/** The rules of a part: about one application. */
export interface PartRules {
  readonly rules: readonly Rule<AppContext>[];
}

/** A value that `explain`, `list` and the summary of `synth` show. */
export interface SummaryItem {
  /** `url`: where it is reached. `pods`: how many. `database`: its name. Others are shown as notes. */
  readonly key: string;
  readonly text: string;
}

/** Where the facts of a part come from. */
export interface PartExplanation {
  /** The heading that the facts stand under, such as `Database`. */
  readonly group: string;
  /** Of the facts in one environment. @default none */
  readonly facts?: ExplanationTable;
  /** Of what the application has once. @default none */
  readonly once?: ExplanationTable;
  /** Settings that only matter to what the application has once. @default none */
  readonly onceSettings?: readonly string[];
}

/**
 * A part: one thing that an application can have, with everything that the product knows about it.
 *
 * @typeParam Own - Its settings: what its fields of a spec mean, every default filled in.
 * @typeParam Facts - What its generators see of it in one environment. Plain JSON.
 * @typeParam OnceFacts - The same of what an application has once. Plain JSON.
 * @typeParam SharedFacts - The same of what the platform has in one environment. Plain JSON.
 */
export interface PartOptions<Own, Facts, OnceFacts, SharedFacts> {
  /** In camel case. The key of its settings and facts. */
  readonly name: string;
  /** What it is, in one sentence. */
  readonly description: string;
  /** Parts whose facts its facts are made from. @default none */
  readonly needs?: readonly string[];
  /** @default no fields of its own */
  readonly fields?: PartFields;
  /** What `new` asks for its fields. @default the fields that the schema requires, with their descriptions */
  readonly questions?: readonly FieldQuestion[];
  /** Overrides that `new` adds to a spec. @default none */
  readonly draftOverrides?: DraftOverrides;
  /** Its settings in one environment. @default what `fields` name, as written */
  readonly settings?: (layers: Layers, platform: Platform) => Own;
  /** What its schema cannot express. @default no rules */
  readonly rules?: Load<PartRules>;
  /** Names of the other applications that it calls, from its settings, in the order of its field `uses`. @default none */
  readonly uses?: (settings: Own) => readonly string[];
  /** Whether other applications can call those that have it. @default false */
  readonly isCallable?: boolean;
  /** Its facts in one environment; `undefined` where it has nothing there. @default its settings */
  readonly facts?: (input: FactsInput<Own>) => Facts | undefined;
  /** What an application has once. @default nothing */
  readonly once?: (input: AppFactsInput) => OnceFacts | undefined;
  /** What the platform has in one environment for all applications. @default nothing */
  readonly platform?: (input: PlatformFactsInput) => SharedFacts | undefined;
  /** Plain variables that the pods get: name to value, never a secret. @default none */
  readonly variables?: (facts: Facts, common: InEnvironment) => Readonly<Record<string, string>>;
  /** Variables that it gives the pods: no spec may set them. @default none */
  readonly reservedVariables?: (settings: Own) => readonly ReservedVariables[];
  /** Names that only one application may have. @default none */
  readonly uniqueNames?: (facts: Facts, common: InEnvironment) => readonly UniqueName[];
  readonly uniqueNamesOnce?: (facts: OnceFacts) => readonly UniqueName[];
  readonly uniqueNamesOfPlatform?: (facts: SharedFacts) => readonly UniqueName[];
  /** The Git repository of the application's own. @default none */
  readonly gitRepository?: (facts: OnceFacts) => { readonly organisation: string; readonly name: string };
  /** The image that releases move. @default none */
  readonly image?: (facts: Facts) => ContainerImage;
  /**
   * The rule of the review that reports what is lost with the part, such as `storage-loss`: `publish` removes the part from
   * an environment only where that is accepted. @default nothing is lost that cannot be made again
   */
  readonly holds?: string;
  /** What `list` and the summary of `synth` show. @default nothing */
  readonly summary?: (facts: Facts, common: InEnvironment) => readonly SummaryItem[];
  /** Its Kubernetes objects. @default none */
  readonly charts?: Load<PartCharts<Facts>>;
  /** Its Terraform resources. @default none */
  readonly stacks?: Load<PartStacks<Facts, OnceFacts, SharedFacts>>;
  /** Which stacks it has resources in: known without loading them. Only these hooks of `stacks` are called. @default none */
  readonly stackScopes?: readonly ('environment' | 'once' | 'platform')[];
  /**
   * Whether `stacks` only puts the name and the description of the application, and facts that contain them, into other text: it does
   * not compare, sort, shorten or hash them, and makes no keys of maps from them. The stacks of applications that differ in their names alone
   * are then made once.
   *
   * @default false
   */
  readonly insertsNames?: boolean;
  /** Whether its stack of an environment needs the platform's stack there first. @default false */
  readonly needsPlatformStack?: boolean;
  readonly review?: Load<PartReview<Facts, OnceFacts, SharedFacts>>;
  /** Where each fact comes from, for `explain`. @default the facts are shown without an explanation */
  readonly explain?: Load<PartExplanation>;
}

/** A part that {@link definePart} has made. */
export interface PartDefinition<
  Own = unknown,
  Facts = unknown,
  OnceFacts = unknown,
  SharedFacts = unknown,
> extends PartOptions<Own, Facts, OnceFacts, SharedFacts> {
  /** The version of this contract that it was made with. */
  readonly contract: typeof CONTRACT_VERSION;
  /** Its settings among those of an application. */
  readonly settingsOf: (settings: Settings) => Own | undefined;
  /** Its facts among those of an application in one environment. */
  readonly factsOf: (app: AppInEnvironment) => Facts | undefined;
  /** Its facts among those that an application has once. */
  readonly onceOf: (app: Pick<AppFacts, 'name'>) => OnceFacts | undefined;
  /** Its facts among those of the platform in one environment. */
  readonly sharedOf: (environment: PlatformEnvironment) => SharedFacts | undefined;
}

/** The version of the contract. A part that was made with another one is refused. */
export const CONTRACT_VERSION = 1;

/** Any part, whatever its types. Hooks are methods of a value, so that a narrow part is one of these. */
// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds parts of any types; only their own hooks read them.
export type AnyPart = PartDefinition<any, any, any, any>;

/** Defines a part. The result is a plain value: nothing is registered. */
export function definePart<Own = unknown, Facts = Own, OnceFacts = undefined, SharedFacts = undefined>(
  options: PartOptions<Own, Facts, OnceFacts, SharedFacts>,
): PartDefinition<Own, Facts, OnceFacts, SharedFacts> {
  const read = <Value>(record: object): Value | undefined =>
    (record as Readonly<Record<string, Value | undefined>>)[options.name];
  return {
    ...options,
    contract: CONTRACT_VERSION,
    settingsOf: read,
    factsOf: read,
    onceOf: read,
    sharedOf: read,
  };
}
