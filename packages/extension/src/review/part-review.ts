import type { AppFacts, AppInEnvironment } from '../facts';
import type { Json } from '../json';
import type { AppPair, Pair, PartInEnvironment } from './change';
import type { GraphContext, PartGraph } from './graph';
import type { FindInChange, ReviewRule } from './rule';

/** A monthly cost. */
export interface Priced {
  /** What the price is for. Base and head with the same slot are one row. */
  readonly slot: string;
  readonly what: string;
  /** US dollars per month: the list price in the region of `PRICE_BASIS`, because a review names one region for all prices. */
  readonly price: number;
  /** What still costs money after the part is removed, as the end of a sentence. @default nothing */
  readonly afterwards?: string;
}

/** A spec field, including all fields below it, and its value in the facts. */
export interface ReviewedField<Facts, OnceFacts> {
  /** Such as `replicas`. Fields below it are included. If two parts read the same field, the first value counts. */
  readonly path: string;
  /** Its position among the reasons of a review, lowest first. @default 1000 */
  readonly rank?: number;
  /** Whether the order of a list is significant. @default false */
  readonly isOrdered?: boolean;
  /** `rest` is the remaining path, such as the name of a variable. @default the field has no effect there */
  readonly inEnvironment?: (facts: Facts | undefined, rest: readonly string[], common: AppInEnvironment) => unknown;
  /** Returns the effect on what the application has once. @default the field has no effect there */
  readonly once?: (facts: OnceFacts | undefined, app: AppFacts) => unknown;
}

/** A field of the platform file, including all fields below it, and its values in the facts of a part. */
export interface ReviewedPlatformField<Facts, OnceFacts, SharedFacts> {
  /** Such as `ingress`, or `environments.host` for a field of an environment. */
  readonly path: string;
  /** Also gets the part's platform facts. @default the field has no effect there */
  readonly inEnvironment?: (facts: Facts | undefined, shared: SharedFacts | undefined) => unknown;
  /** @default the field has no effect there */
  readonly once?: (facts: OnceFacts | undefined) => unknown;
  /** @default the field has no effect there */
  readonly platform?: (facts: SharedFacts | undefined) => unknown;
}

/** Something that dependents of an application rely on. */
export interface DependedOn<Facts> {
  readonly read: (facts: Facts) => unknown;
  /**
   * Its name in the reasons of a dependent whose output changes with it: `port` in `uses orders-api, which changed its port`. @default not
   * mentioned
   */
  readonly name?: string;
  /** Its position among those names, lowest first. @default 1000 */
  readonly rank?: number;
}

/** A protection in the cloud that an accepted loss removes. */
export interface Protection<Facts, OnceFacts, SharedFacts> {
  /** The rule whose acceptance removes it, such as `database-loss`. */
  readonly rule: string;
  /** What it protects, such as `database`. */
  readonly what: string;
  readonly inEnvironment?: (facts: Facts) => boolean | undefined;
  readonly once?: (facts: OnceFacts) => boolean | undefined;
  readonly platform?: (facts: SharedFacts) => boolean | undefined;
}

/** An application in one environment that may be the cause of a platform change there. */
export interface PlatformCause<Facts> extends PartInEnvironment<Facts> {
  /** The application in all environments. */
  readonly whole: AppPair;
  /** Both specs as written. */
  readonly written: Pair<Json>;
}

/** Texts from a spec that could contain a secret. */
export interface PlainTexts {
  /** By the name of the variable. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default none */
  readonly args?: readonly string[];
}

/** IAM policy content of a part that is not a privilege escalation. */
export interface KnownPrivileges {
  /** ARNs of its own resources. When one is renamed, its policies name the new one in the same place. @default none */
  readonly names?: readonly string[];
  /** Token subjects that its role trusts. A subject of a new environment of the application is a warning. @default none */
  readonly subjects?: readonly string[];
}

/** What the review needs to know about a part. */
export interface PartReview<Facts = undefined, OnceFacts = undefined, SharedFacts = undefined> {
  /** @default none */
  readonly rules?: readonly ReviewRule<Facts, OnceFacts, SharedFacts>[];
  /** Additions to rules of the product or of other parts, by rule id. @default nothing */
  readonly findings?: Readonly<Record<string, FindInChange<Facts, OnceFacts, SharedFacts>>>;
  /** Returns the costs of an application in an environment. @default nothing */
  readonly priced?: (facts: Facts, common: AppInEnvironment) => readonly Priced[];
  /** Returns the costs of the platform in an environment. @default nothing */
  readonly pricedOfPlatform?: (facts: SharedFacts) => readonly Priced[];
  /** Returns its nodes in an environment. @default none */
  readonly graph?: (facts: Facts, context: GraphContext) => PartGraph;
  /** Returns its nodes without an environment. @default none */
  readonly graphOnce?: (facts: OnceFacts, context: Pick<GraphContext, 'app'>) => PartGraph;
  /** The position of its nodes, from the entry point to the data, lowest first. @default 1000 */
  readonly graphRank?: number;
  /** Spec fields, for the reasons why an application is affected. A field that is not listed is shown as written. */
  readonly fields?: readonly ReviewedField<Facts, OnceFacts>[];
  /** Fields of the platform file. A field that no part lists counts as a reason for every affected application. */
  readonly platformFields?: readonly ReviewedPlatformField<Facts, OnceFacts, SharedFacts>[];
  /**
   * Returns other applications whose namespaces are in the facts, whether it uses them or not. A change of one is a reason.
   *
   * @default none
   */
  readonly namespacesOf?: (facts: Facts) => readonly string[];
  /** What dependents of the application rely on. A difference makes them dependents of the change. @default nothing */
  readonly dependedOn?: readonly DependedOn<Facts>[];
  /** @default none */
  readonly protections?: readonly Protection<Facts, OnceFacts, SharedFacts>[];
  /** Returns the causes of a platform change in an environment that come from an application. @default none */
  readonly platformCauses?: (cause: PlatformCause<Facts>) => readonly string[];
  /** The noun for the platform's resources in an environment, for the verdict. @default `platform stack`, `platform stacks` */
  readonly platformNoun?: { readonly one: string; readonly many: string };
  /** Returns what it reads from files beside the spec, by path: a changed one is a reason why the application is affected. @default none */
  readonly files?: (facts: NonNullable<Facts | OnceFacts>) => Readonly<Record<string, string>>;
  /** Texts that are searched for secrets. @default none */
  readonly plainTexts?: (facts: Facts) => PlainTexts;
  /** The same of its facts that an application has once. @default none */
  readonly plainTextsOnce?: (facts: OnceFacts) => PlainTexts;
  /** @default nothing */
  readonly privileges?: (facts: OnceFacts) => KnownPrivileges;
  /** Attributes of its Terraform resources that contain an IAM policy, by resource type. @default none */
  readonly policies?: Readonly<Record<string, readonly string[]>>;
  /** Attributes of its Terraform resources that force a replacement, by resource type. @default none */
  readonly replacedBy?: Readonly<Record<string, readonly string[]>>;
}
