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
import type { PartCatalog } from './catalog';
import type { DevelopmentNeed } from './development';
import type { ExplanationTable } from './explanation';
import type { JsonSchema } from './json';
import type { Layers } from './layers';
import type { ContainerImage, ObjectPatch, PartCharts } from './manifests';
import type { PodPermission } from './pod-permission';
import type { Platform } from './platform';
import type { PartPermissions } from './permissions';
import type { PartReview } from './review/part-review';
import type { DraftOverrides, FieldQuestion } from './question';
import type { AppContext, ReservedVariables, Rule } from './rule';
import type { PartScaffold } from './scaffold';
import type { PartReference, SharedResource, SharingInput } from './sharing';
import type { Settings, SettingsIn } from './app-spec';
import type { PartStacks, StackOverride } from './stack';

/** The fields that a part adds to a spec. */
export interface PartFields {
  /** JSON Schemas of the fields by name, each with a `description`, constraints and a `default`. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  /** The fields that a spec must have. @default none */
  readonly required?: readonly string[];
  /** What an environment may override, by field: `true` for the whole field, or a separate schema. @default nothing */
  readonly overrides?: Readonly<Record<string, JsonSchema | boolean>>;
  /**
   * Definitions that the schemas refer to as `#/definitions/<name>`. Two parts may have a definition of one name if it is the same.
   *
   * @default none
   */
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** A folder beside the spec, with data that is too long for it. */
export interface DataFolder {
  /** Its name, in lower case. The files in it and below it are read, without those that begin with `.`. */
  readonly folder: string;
  /** `yaml`: every file is one YAML document, with the extension `.yaml`. `text`: every file is text in UTF-8. */
  readonly content: 'yaml' | 'text';
}

/** A Secret that pods read. */
export interface PodSecret {
  readonly name: string;
  /** The keys that the pods need. */
  readonly keys: readonly string[];
}

/** Loads a module of the part on demand: `() => require('./charts')`, or `() => ({ … })`. */
export type Load<Module> = () => Module;

/** The rules of a part, each about one application. */
export interface PartRules {
  readonly rules: readonly Rule<AppContext>[];
}

/** A value that `explain`, `list` and the summary of `synth` show. */
export interface SummaryItem {
  /**
   * `url`: the address. `pods`: the number of pods. `database`: its name. `todo`: one sentence about what is left to do before the
   * application works, which `validate` shows as well. Others are shown as notes.
   */
  readonly key: string;
  readonly text: string;
}

/** Pods that a part adds beside those of the application. */
export interface FurtherPods {
  /** Their component, as {@link componentLabels} takes it. */
  readonly component: string;
  /** Whether the other pods of the application, and the applications that use it, call them. @default no request reaches them */
  readonly isCalled?: boolean;
}

/** Makes names of what belongs to one pull request. */
export interface PreviewNames {
  /**
   * Returns a name with the pull request in it, such as `orders_pr_12`. A name that is too long is cut, and has a hash of the whole name.
   *
   * @param longest - Its most characters.
   */
  readonly of: (name: string, form: { readonly separator: '-' | '_'; readonly longest: number }) => string;
}

/** The explanation of a part's facts. */
export interface PartExplanation {
  /** The heading above the facts, such as `Database`. */
  readonly group: string;
  /** For the facts in one environment. @default none */
  readonly facts?: ExplanationTable;
  /** For the facts that the application has once. @default none */
  readonly once?: ExplanationTable;
  /** Settings that affect only what the application has once. @default none */
  readonly onceSettings?: readonly string[];
}

/** A secret in the secret store that the pods read. */
export interface StoredSecret {
  readonly name: string;
  /** Whether a stack makes it, without a value. */
  readonly isCreated: boolean;
}

/** Where the Secrets of an application are made. */
export interface SecretPathsInput {
  readonly app: string;
  readonly environment: string;
  /** The settings of all parts in this environment. */
  readonly settings: Settings;
}

/**
 * A part: one thing that an application can have, and everything that the product knows about it.
 *
 * @typeParam Own - Its settings: its spec fields with all defaults applied.
 * @typeParam Facts - Its facts in one environment, the input of its generators. Plain JSON.
 * @typeParam OnceFacts - Its facts that an application has once. Plain JSON.
 * @typeParam SharedFacts - Its facts of the platform in one environment. Plain JSON.
 */
export interface PartOptions<Own, Facts, OnceFacts, SharedFacts> {
  /** In camel case. The key of its settings and facts. */
  readonly name: string;
  /** One sentence about it. */
  readonly description: string;
  /** Parts whose facts it reads. @default none */
  readonly needs?: readonly string[];
  /** @default no fields of its own */
  readonly fields?: PartFields;
  /**
   * Fields whose choices the platform file extends: the name of the field to the field of the platform file whose keys are more choices.
   *
   * @default none
   */
  readonly moreChoices?: Readonly<Record<string, string>>;
  /** The questions of `new` for its fields. @default the required fields, with their descriptions */
  readonly questions?: readonly FieldQuestion[];
  /** Overrides that `new` adds to a spec. @default none */
  readonly draftOverrides?: DraftOverrides;
  /** Returns its settings in one environment. @default its `fields` as written */
  readonly settings?: (layers: Layers, platform: Platform) => Own;
  /** Validation that a schema cannot express. @default no rules */
  readonly rules?: Load<PartRules>;
  /**
   * Folders beside the spec, such as `sealed`, whose files the part reads from `AppSpec.data`. Their names and content are the same for every
   * part that lists them. @default none
   */
  readonly dataFolders?: readonly DataFolder[];
  /** Returns the names of the other applications that it calls, in the order of its field `uses`. @default none */
  readonly uses?: (settings: Own) => readonly string[];
  /** Whether pull requests of the application have an environment of their own. @default false */
  readonly hasPreviews?: (settings: Own) => boolean;
  /**
   * Returns its settings in the environment of a pull request from those in the environment that it is made from; `undefined` leaves the
   * part out. Whatever must not be shared with that environment gets a name from `names`. @default the same settings
   */
  readonly preview?: (settings: Own, names: PreviewNames) => Own | undefined;
  /**
   * Returns what its settings refer to in this or other applications, each of which must exist.
   *
   * @default nothing
   */
  readonly references?: (settings: Own, app: string) => readonly PartReference[];
  /**
   * Returns whether what the part has is about to be removed, so that nothing may refer to it.
   *
   * @default it stays
   */
  readonly isLeaving?: (settings: Own) => boolean;
  /** Returns its resources that other applications can be given access to, by their name in the spec. @default none */
  readonly shared?: (settings: Own, input: SharingInput) => Readonly<Record<string, SharedResource>>;
  /** Returns the further pods that it adds. The network lets them call what the application uses. @default none */
  readonly furtherPods?: (settings: Own) => readonly FurtherPods[];
  /** Whether other applications can call applications with this part; a function of the settings of all its parts. @default false */
  readonly isCallable?: boolean | ((settings: Settings) => boolean);
  /** Returns its facts in one environment; `undefined` when it has nothing there. @default its settings */
  readonly facts?: (input: FactsInput<Own>) => Facts | undefined;
  /** Returns the facts that an application has once. @default nothing */
  readonly once?: (input: AppFactsInput) => OnceFacts | undefined;
  /** Returns the facts that the platform has in one environment for all applications. @default nothing */
  readonly platform?: (input: PlatformFactsInput) => SharedFacts | undefined;
  /** Returns the secrets that a person or another system gives a value. `doctor` checks that each has one. @default none */
  readonly storedSecrets?: (facts: Facts) => readonly StoredSecret[];
  /**
   * Returns the paths in the secret store that its ExternalSecrets read. The cluster refuses an ExternalSecret that reads another one.
   *
   * @default none
   */
  readonly secretPaths?: (settings: Own, input: SecretPathsInput) => readonly string[];
  /** Returns plain variables for the pods: name to value, never a secret. @default none */
  readonly variables?: (facts: Facts, common: InEnvironment) => Readonly<Record<string, string>>;
  /**
   * Returns the Secrets that its pods read and that come from the secret store. `goldenpath seal` seals them where the store is
   * `sealed-secrets`. @default none
   */
  readonly secrets?: (facts: Facts, common: InEnvironment) => readonly PodSecret[];
  /**
   * Returns the variables that it sets in the pods, which no spec may set.
   *
   * @param settings - Its settings without overrides.
   * @param everywhere - The settings of all parts in each environment.
   * @default none
   */
  readonly reservedVariables?: (settings: Own, everywhere: readonly SettingsIn[]) => readonly ReservedVariables[];
  /**
   * Returns the TCP ports outside of the cluster, at private addresses, that its pods connect to. Network policies open them.
   *
   * @default none
   */
  readonly privatePorts?: (settings: Own) => readonly number[];
  /**
   * Returns what the pods may do with its resources in AWS. The pods then have an IAM role with the permissions of all parts.
   *
   * @default nothing
   */
  readonly podPermissions?: (facts: Facts, common: InEnvironment) => readonly PodPermission[];
  /** Returns what its pods use outside of the cluster, for `goldenpath dev`. @default nothing */
  readonly developmentNeeds?: (facts: Facts) => readonly DevelopmentNeed[];
  /** Returns names that only one application may have. @default none */
  readonly uniqueNames?: (facts: Facts, common: InEnvironment) => readonly UniqueName[];
  readonly uniqueNamesOnce?: (facts: OnceFacts) => readonly UniqueName[];
  readonly uniqueNamesOfPlatform?: (facts: SharedFacts) => readonly UniqueName[];
  /** Returns the application's own Git repository. @default none */
  readonly gitRepository?: (facts: OnceFacts) => { readonly organisation: string; readonly name: string };
  /** Returns the image that releases change. @default none */
  readonly image?: (facts: Facts) => ContainerImage;
  /**
   * The id of the review rule that reports the loss of the part's data, such as `storage-loss`. `publish` removes the part from an
   * environment only if the loss is accepted. @default no data is lost
   */
  readonly holds?: string;
  /** Returns what `list` and the summary of `synth` show. @default nothing */
  readonly summary?: (facts: Facts, common: InEnvironment) => readonly SummaryItem[];
  /** Its Kubernetes objects. @default none */
  readonly charts?: Load<PartCharts<Facts>>;
  /**
   * Returns patches of the objects of all parts. They are applied after everything else, in the order of the registry. Guards check what
   * comes out, so a patch cannot weaken what the platform relies on. @default none
   */
  readonly patches?: (facts: Facts) => readonly ObjectPatch[];
  /**
   * Returns overrides of the Terraform resources of all parts, in the stack of an environment or in the one that an application has once.
   * They are applied last, in the order of the registry. Guards check what comes out. @default none
   */
  readonly overrides?: (facts: Facts | OnceFacts) => readonly StackOverride[];
  /** Its Terraform resources. @default none */
  readonly stacks?: Load<PartStacks<Facts, OnceFacts, SharedFacts>>;
  /** The stacks that contain its resources. Only these hooks of `stacks` are called. @default none */
  readonly stackScopes?: readonly ('environment' | 'once' | 'platform')[];
  /** Returns whether these facts need a stack in an environment. @default they do */
  readonly needsStack?: (facts: Facts) => boolean;
  /**
   * Whether `stacks` only inserts the name and description of the application, and facts that contain them, into other text, and in an
   * environment its owner too. It must not compare, sort, shorten or hash them, or use them as map keys. Stacks of applications that differ only in
   * these are then generated once.
   *
   * @default false
   */
  readonly insertsNames?: boolean;
  /**
   * As `insertsNames`, for `charts`: whether they only insert the name, the description and the namespaces of the application, and facts that
   * contain them, into other text or copy them whole. Values of pod annotations must be copied whole. Do not declare it if the objects differ
   * in nearly every application.
   *
   * @default its objects are made of the own facts of each application
   */
  readonly chartsInsertNames?: boolean;
  /** Whether its stack in an environment depends on the platform's stack there. @default false */
  readonly needsPlatformStack?: boolean;
  /** The AWS resources that its stacks can contain, for the policies of roles. Required with `stacks` that use AWS. @default none */
  readonly permissions?: Load<PartPermissions>;
  /** What it adds to the application's repository. @default nothing */
  readonly scaffold?: Load<PartScaffold<Facts, OnceFacts>>;
  /** What it adds to the catalog entities of the application. @default nothing */
  readonly catalog?: Load<PartCatalog<Facts>>;
  readonly review?: Load<PartReview<Facts, OnceFacts, SharedFacts>>;
  /** The source of each fact, for `explain`. @default the facts are shown without a source */
  readonly explain?: Load<PartExplanation>;
}

/** A part made by {@link definePart}. */
export interface PartDefinition<
  Own = unknown,
  Facts = unknown,
  OnceFacts = unknown,
  SharedFacts = unknown,
> extends PartOptions<Own, Facts, OnceFacts, SharedFacts> {
  /** The version of the contract that the part was made with. */
  readonly contract: typeof CONTRACT_VERSION;
  /** Returns its settings from those of an application. */
  readonly settingsOf: (settings: Settings) => Own | undefined;
  /** Returns its facts from those of an application in one environment. */
  readonly factsOf: (app: AppInEnvironment) => Facts | undefined;
  /** Returns its facts from those that an application has once. */
  readonly onceOf: (app: Pick<AppFacts, 'name'>) => OnceFacts | undefined;
  /** Returns its facts from those of the platform in one environment. */
  readonly sharedOf: (environment: PlatformEnvironment) => SharedFacts | undefined;
}

/** The version of the contract. Parts made with another version are refused. */
export const CONTRACT_VERSION = 1;

/** A part with any type parameters. */
// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds parts of any types; only their own hooks read them.
export type AnyPart = PartDefinition<any, any, any, any>;

/** The hooks that load a module. They are called for each application in each environment, and Node looks a module up each time. */
const MODULES = ['rules', 'charts', 'stacks', 'permissions', 'scaffold', 'catalog', 'review', 'explain'] as const;

function loadedOnce(options: Readonly<Partial<Record<(typeof MODULES)[number], Load<unknown>>>>): object {
  return Object.fromEntries(
    MODULES.flatMap((name) => {
      const load = options[name];
      if (load === undefined) return [];
      let loaded: { readonly module: unknown } | undefined;
      return [[name, () => (loaded ??= { module: load() }).module] as const];
    }),
  );
}

/** Defines a part. The result is a plain value: nothing is registered. */
export function definePart<Own = unknown, Facts = Own, OnceFacts = undefined, SharedFacts = undefined>(
  options: PartOptions<Own, Facts, OnceFacts, SharedFacts>,
): PartDefinition<Own, Facts, OnceFacts, SharedFacts> {
  const read = <Value>(record: object): Value | undefined =>
    (record as Readonly<Record<string, Value | undefined>>)[options.name];
  return {
    ...options,
    ...loadedOnce(options),
    contract: CONTRACT_VERSION,
    settingsOf: read,
    factsOf: read,
    onceOf: read,
    sharedOf: read,
  };
}
