import type { Json, ResourceChange, StackStatus } from '@goldenpath/deploy';

/**
 * The effects of a change of a fleet: plain data, equal for the same two commits. `goldenpath review --format json` prints it. The Markdown
 * and the HTML page are rendered from it.
 *
 * Every list has a documented order and is the same on every machine. `null` as application or environment means that the entry belongs to
 * none: an application's repository and registry have no environment, and a platform's shared instance has no application.
 */
export interface Review {
  /** Version of the format. It increases when the meaning of a field changes. */
  readonly version: 1;
  /** The commit before the change. */
  readonly base: Commit;
  /** The commit after the change, or the working tree. */
  readonly head: Commit;
  /** Whether the change may be merged, and a summary in one sentence. */
  readonly verdict: Verdict;
  /** The changed platform settings, in order of path. */
  readonly platform: readonly PlatformChange[];
  /** What the change affects: by application (the platform first), then in the platform's order of environments. */
  readonly affected: readonly Affected[];
  /** Dependents: applications that do not change and use one that does. In order of name. */
  readonly dependents: readonly Dependent[];
  /** Most severe first, then in order of rule, application and environment. */
  readonly findings: readonly Finding[];
  /** What Terraform would change, stack by stack. */
  readonly plans: Plans;
  /** The number of resources that all plans create, change, replace and destroy. */
  readonly resources: ResourceCounts;
  /** In order of application, environment (in the platform's order) and object. */
  readonly manifests: readonly ObjectChange[];
  /** Required approvals, in order of team. */
  readonly approvals: readonly Approval[];
  /** An estimate. */
  readonly cost: Cost;
}

/** One version in a comparison. */
export interface Commit {
  /** The name that was given: a branch, a tag or a commit; `working tree` for the files on disk. */
  readonly ref: string;
  /** The commit's hash; `null` for the working tree. */
  readonly commit: string | null;
}

/** The result of a review. */
export interface Verdict {
  /** Whether there is a `danger` that is not accepted. */
  readonly blocked: boolean;
  /** The summary in one sentence: the worst consequence first, then what changes where. */
  readonly summary: string;
}

/** One changed value of the platform file. */
export interface PlatformChange {
  /** Such as `environments[prod].databases.multiAz`. Named elements are identified by their names. */
  readonly path: string;
  /** `null` when it was added. */
  readonly before: Json;
  /** `null` when it was removed. */
  readonly after: Json;
}

/** An affected application in an environment, or the platform in one. */
export interface Affected {
  /** `null` for the platform: an environment's shared instance and its network. */
  readonly app: string | null;
  /** `null` for what an application has once: its repository, its registry and the role that pushes to it. */
  readonly environment: string | null;
  /** Whether it is added, removed or changed. */
  readonly change: 'added' | 'removed' | 'changed';
  /**
   * The reasons in order of importance, never empty: `replicas 2 → 4`, `uses orders-api, which changed its port`, `platform:
   * ingress.className kong → traefik`, `the generators changed`.
   */
  readonly reasons: readonly string[];
}

/**
 * An application that uses an affected one, if that one is added or removed, or if its namespace, Services, image, port, probe, number of
 * pods, volumes or database change.
 */
export interface Dependent {
  /** The application that uses others. */
  readonly app: string;
  /** The environment. */
  readonly environment: string;
  /** Names of the affected applications that it uses there, in order. */
  readonly uses: readonly string[];
}

/** The severity of a finding. */
export type Severity = 'info' | 'warning' | 'danger';

/** A consequence of the change that a reviewer must know. */
export interface Finding {
  /** The rule that reported it, which `accept` refers to. */
  readonly rule: string;
  /** A `danger` blocks the change unless it is accepted. */
  readonly severity: Severity;
  /** `null` for the platform. */
  readonly app: string | null;
  /** `null` without an environment. */
  readonly environment: string | null;
  /** The effect, in one sentence. */
  readonly message: string;
  /** What to do about it, and how to accept it. */
  readonly remedy: string;
  /**
   * The cause in the change, such as `orders: database.name orders → orders_v2`. Findings with the same cause disappear together and are
   * counted once.
   */
  readonly cause: string;
  /** The reason of its acceptance; `null` when it is not accepted. */
  readonly overridden: string | null;
}

/** What Terraform would change. */
export interface Plans {
  /**
   * `real`: planned against the real cloud; `simulated`: planned against a simulated cloud that contains exactly the base; `none`: not
   * planned, and the changes come from comparing the contents of the stacks.
   */
  readonly source: 'real' | 'simulated' | 'none';
  /** Why plans are missing; `null` when there is no remark. */
  readonly note: string | null;
  /** In order of name, without unchanged stacks. */
  readonly stacks: readonly PlannedStack[];
}

/** The changes of one stack. */
export interface PlannedStack {
  /** Its name. */
  readonly stack: string;
  /** The application; `null` for the platform. */
  readonly app: string | null;
  /** `null` for what an application has once. */
  readonly environment: string | null;
  /** `removed`: the stack left the fleet, and everything in it would have to be destroyed. */
  readonly status: StackStatus | 'removed';
  /** The changes of its resources, in order of address. */
  readonly changes: readonly ResourceChange[];
  /** Errors from Terraform. */
  readonly problems: readonly string[];
}

/** The number of resources by action: from the plans or, without plans, from the contents of the stacks. */
export interface ResourceCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
}

/** A changed Kubernetes object. */
export interface ObjectChange {
  /** The application. */
  readonly app: string;
  /** The environment. */
  readonly environment: string;
  /** `Kind/name`, such as `Deployment/orders-api`. */
  readonly object: string;
  /** Whether it is added, removed or changed. */
  readonly change: 'added' | 'removed' | 'changed';
  /** In the order of the object's fields; empty when the whole object is added or removed. */
  readonly changes: readonly ValueChange[];
}

/** The innermost changed value of an object. */
export interface ValueChange {
  /** Such as `spec.template.spec.containers[orders-api].image`. Named list elements are identified by their names. */
  readonly path: string;
  /** `null` when it was added. A secret is never shown: it is replaced by `[secret]`, as everywhere in a review. */
  readonly before: Json;
  /** `null` when it was removed. */
  readonly after: Json;
}

/** A team whose approval is required. */
export interface Approval {
  /** Its name (slug) in GitHub. */
  readonly team: string;
  /** Why: it owns something that is affected, approves an environment, or the risk requires it. In order, each once. */
  readonly reasons: readonly string[];
}

/** The cost of the change, estimated from a small table of list prices. */
export interface Cost {
  /** Of all amounts. */
  readonly currency: 'USD';
  /** The date of the prices, as `2026-11-01`. */
  readonly date: string;
  /** The source of the prices. */
  readonly source: string;
  /** Why the amounts differ from a bill of the platform: its region has other prices, or changes. `null` when no reason is known. */
  readonly note: string | null;
  /** The environments whose cost differs, in the platform's order. `null` is for costs without an environment. */
  readonly environments: readonly EnvironmentCost[];
  /** Per month, over all environments. */
  readonly monthlyDifference: number;
}

export interface EnvironmentCost {
  /** The environment; `null` for costs without one. */
  readonly environment: string | null;
  /** Dollars per month of the affected units, before and after. */
  readonly before: number;
  readonly after: number;
  /** `after` minus `before`. */
  readonly difference: number;
  /** The items of the difference, largest first. */
  readonly items: readonly CostItem[];
}

export interface CostItem {
  /** The application; `null` for the platform. */
  readonly app: string | null;
  /** Such as `db.t3.medium, Multi-AZ`, `100 GB of storage`, `a secret`. */
  readonly what: string;
  /** Dollars per month; negative for savings. */
  readonly difference: number;
}
