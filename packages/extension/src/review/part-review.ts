import type { AppFacts, AppInEnvironment } from '../facts';
import type { Json } from '../json';
import type { AppPair, Pair, PartInEnvironment } from './change';
import type { GraphContext, PartGraph } from './graph';
import type { FindInChange, ReviewRule } from './rule';

/** Something that costs money every month. */
export interface Priced {
  /** What it is the price of, in base and head: the same slot is one row. */
  readonly slot: string;
  readonly what: string;
  /** US dollars per month. */
  readonly price: number;
  /** What keeps costing after the part is gone, as the end of a sentence. @default nothing */
  readonly afterwards?: string;
}

/** A field of a spec, or all fields below one, and the value that it leads to in the facts. */
export interface ReviewedField<Facts, OnceFacts> {
  /** Such as `replicas`; what is below it is included. Where two parts read the same field, the first value counts. */
  readonly path: string;
  /** Its position among the reasons of a review: smaller comes first. @default 1000 */
  readonly rank?: number;
  /** Whether the order of a list means something. @default false */
  readonly isOrdered?: boolean;
  /** `rest` is what follows on the path, such as the name of a variable. @default it changes nothing there */
  readonly inEnvironment?: (facts: Facts | undefined, rest: readonly string[], common: AppInEnvironment) => unknown;
  /** What it leads to in what the application has once. @default it changes nothing there */
  readonly once?: (facts: OnceFacts | undefined, app: AppFacts) => unknown;
}

/** A field of the platform file, or all fields below one, and the values that it leads to in the facts of a part. */
export interface ReviewedPlatformField<Facts, OnceFacts, SharedFacts> {
  /** Such as `ingress`; of an environment `environments.host`. */
  readonly path: string;
  /** Gets what the platform has there of the part, too. @default it changes nothing there */
  readonly inEnvironment?: (facts: Facts | undefined, shared: SharedFacts | undefined) => unknown;
  /** @default it changes nothing there */
  readonly once?: (facts: OnceFacts | undefined) => unknown;
  /** @default it changes nothing there */
  readonly platform?: (facts: SharedFacts | undefined) => unknown;
}

/** Something that applications which use this one depend on. */
export interface DependedOn<Facts> {
  readonly read: (facts: Facts) => unknown;
  /**
   * What it is called in the reasons of an application whose own output changes with it: `port` in
   * `uses orders-api, which changed its port`. @default it is in no reasons
   */
  readonly name?: string;
  /** Its position among those names: smaller comes first. @default 1000 */
  readonly rank?: number;
}

/** A protection in the cloud that an accepted loss takes away. */
export interface Protection<Facts, OnceFacts, SharedFacts> {
  /** The rule whose acceptance takes it away, such as `database-loss`. */
  readonly rule: string;
  /** What is protected, such as `database`. */
  readonly what: string;
  readonly inEnvironment?: (facts: Facts) => boolean | undefined;
  readonly once?: (facts: OnceFacts) => boolean | undefined;
  readonly platform?: (facts: SharedFacts) => boolean | undefined;
}

/** An application in one environment, where it may be the reason for a change of what the platform has there. */
export interface PlatformCause<Facts> extends PartInEnvironment<Facts> {
  /** The application in all environments. */
  readonly whole: AppPair;
  /** Both specs as they were written. */
  readonly written: Pair<Json>;
}

/** Texts that a person wrote and that could hold a secret. */
export interface PlainTexts {
  /** By the name of the variable. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default none */
  readonly args?: readonly string[];
}

/** What an IAM policy may say of a part without being a gain of privileges. */
export interface KnownPrivileges {
  /** ARNs of its own: where one changes, its policies name the new one in the same place. @default none */
  readonly names?: readonly string[];
  /** Subjects of tokens that its role trusts. One of an environment that the application newly runs in is a warning. @default none */
  readonly subjects?: readonly string[];
}

/** What the review knows of a part. */
export interface PartReview<Facts = undefined, OnceFacts = undefined, SharedFacts = undefined> {
  /** @default none */
  readonly rules?: readonly ReviewRule<Facts, OnceFacts, SharedFacts>[];
  /** What it adds to rules of the product or of other parts, by their ids. @default nothing */
  readonly findings?: Readonly<Record<string, FindInChange<Facts, OnceFacts, SharedFacts>>>;
  /** What an application pays for in an environment. @default nothing */
  readonly priced?: (facts: Facts, common: AppInEnvironment) => readonly Priced[];
  /** What the platform pays for in an environment. @default nothing */
  readonly pricedOfPlatform?: (facts: SharedFacts) => readonly Priced[];
  /** Its nodes in an environment. @default none */
  readonly graph?: (facts: Facts, context: GraphContext) => PartGraph;
  /** Its nodes that belong to no environment. @default none */
  readonly graphOnce?: (facts: OnceFacts, context: Pick<GraphContext, 'app'>) => PartGraph;
  /** The position of its nodes, from the way in to the data: smaller comes first. @default 1000 */
  readonly graphRank?: number;
  /** Fields of the spec, for the reasons why an application is affected. One that is not listed is shown as it is written. */
  readonly fields?: readonly ReviewedField<Facts, OnceFacts>[];
  /** Fields of the platform file. One that no part lists is a reason for everything that is affected. */
  readonly platformFields?: readonly ReviewedPlatformField<Facts, OnceFacts, SharedFacts>[];
  /** What applications that use this one depend on: a difference makes them dependents of a change. @default nothing */
  readonly dependedOn?: readonly DependedOn<Facts>[];
  /** @default none */
  readonly protections?: readonly Protection<Facts, OnceFacts, SharedFacts>[];
  /** Why what the platform has in an environment changes, as far as an application there is the reason. @default never */
  readonly platformCauses?: (cause: PlatformCause<Facts>) => readonly string[];
  /** What the platform has in an environment, for the verdict. @default `platform stack`, `platform stacks` */
  readonly platformNoun?: { readonly one: string; readonly many: string };
  /** Texts that are searched for secrets. @default none */
  readonly plainTexts?: (facts: Facts) => PlainTexts;
  /** @default nothing */
  readonly privileges?: (facts: OnceFacts) => KnownPrivileges;
  /** Attributes of its Terraform resources that hold an IAM policy, by type of resource. @default none */
  readonly policies?: Readonly<Record<string, readonly string[]>>;
  /** Attributes of its Terraform resources that cannot be changed in place, by type of resource. @default none */
  readonly replacedBy?: Readonly<Record<string, readonly string[]>>;
}
