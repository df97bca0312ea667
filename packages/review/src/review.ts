import type { Json, ResourceChange, StackStatus } from '@goldenpath/deploy';

/**
 * What a change of a fleet does: plain data, the same for the same two commits. `goldenpath review --format json` prints it; the
 * Markdown and the page are made of it.
 *
 * Every list has one documented order and is the same on every machine. Where an application or an environment is `null`, what
 * is told belongs to none: an application's repository and registry have no environment, a platform's shared instance no
 * application.
 */
export interface Review {
  /** Version of this form: it rises when a field changes its meaning. */
  readonly version: 1;
  /** What it is compared with. */
  readonly base: Commit;
  /** What is reviewed. */
  readonly head: Commit;
  /** Whether it may be merged, and what it does in one sentence. */
  readonly verdict: Verdict;
  /** What of the platform file changed, in order of path. */
  readonly platform: readonly PlatformChange[];
  /** What the change makes different: by application (the platform first), then in the platform's order of environments. */
  readonly affected: readonly Affected[];
  /** Dependents: applications that do not change and use one that does. In order of name. */
  readonly dependents: readonly Dependent[];
  /** The worst first, then in order of rule, application and environment. */
  readonly findings: readonly Finding[];
  /** What Terraform would do, stack by stack. */
  readonly plans: Plans;
  /** How many resources all plans create, change, replace and destroy. */
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
  /** As it was asked for: a branch, a tag, a commit; `working tree` for what is on disk. */
  readonly ref: string;
  /** The commit's hash; `null` for the working tree. */
  readonly commit: string | null;
}

/** What comes out of it. */
export interface Verdict {
  /** Whether there is a `danger` that is not accepted. */
  readonly blocked: boolean;
  /** One sentence that leads the review: the worst consequence first, then what changes where. */
  readonly summary: string;
}

/** One value of the platform file that changed. */
export interface PlatformChange {
  /** Such as `environments[prod].databases.multiAz`: an element that has a name stands by it. */
  readonly path: string;
  /** `null` where there was none. */
  readonly before: Json;
  /** `null` where there is none any more. */
  readonly after: Json;
}

/** An application in an environment, or the platform in one, for which something is made differently. */
export interface Affected {
  /** `null` for what is the platform's own: an environment's shared instance and its network. */
  readonly app: string | null;
  /** `null` for what an application has once: its repository, its registry and the role that pushes to that. */
  readonly environment: string | null;
  /** Whether it comes, goes or is otherwise. */
  readonly change: 'added' | 'removed' | 'changed';
  /**
   * Why, in order of importance, never none: `replicas 2 → 4`, `uses orders-api, which changed its port`,
   * `platform: ingress.className kong → traefik`, `the generators changed`.
   */
  readonly reasons: readonly string[];
}

/**
 * An application that uses an affected one, where the other comes or goes, or where its namespace, Services, image, port, probe, number
 * of pods, volumes or database change.
 */
export interface Dependent {
  /** The application that uses others. */
  readonly app: string;
  /** Where it runs. */
  readonly environment: string;
  /** Names of the affected applications that it uses there, in order. */
  readonly uses: readonly string[];
}

/** How bad it is. */
export type Severity = 'info' | 'warning' | 'danger';

/** A consequence of the change that a reviewer has to know. */
export interface Finding {
  /** The rule that found it, which `accept` names. */
  readonly rule: string;
  /** A `danger` blocks the change unless it is accepted. */
  readonly severity: Severity;
  /** `null` for what is the platform's own. */
  readonly app: string | null;
  /** `null` for what belongs to no environment. */
  readonly environment: string | null;
  /** What happens, in one sentence. */
  readonly message: string;
  /** What to do about it, and how to accept it. */
  readonly remedy: string;
  /**
   * What of the change leads to it, such as `orders: database.name orders → orders_v2`. Findings with the same cause go away together,
   * and are counted once.
   */
  readonly cause: string;
  /** The reason that it was accepted with; `null` where it is not accepted. */
  readonly overridden: string | null;
}

/** What Terraform would do. */
export interface Plans {
  /**
   * `real`: of the cloud that is; `simulated`: of a cloud that holds exactly what the base says; `none`: nothing was planned, and
   * what is told of stacks comes from comparing their contents.
   */
  readonly source: 'real' | 'simulated' | 'none';
  /** Why there are no plans, or not of every stack; `null` where there is nothing to say. */
  readonly note: string | null;
  /** In order of name; those that nothing happens to are left out. */
  readonly stacks: readonly PlannedStack[];
}

/** What happens to one stack. */
export interface PlannedStack {
  /** Its name. */
  readonly stack: string;
  /** Whose it is; `null` for the platform. */
  readonly app: string | null;
  /** `null` for what an application has once. */
  readonly environment: string | null;
  /** `removed`: the stack is in the fleet no more, and all in it would have to be destroyed. */
  readonly status: StackStatus | 'removed';
  /** Of each resource, in order of address. */
  readonly changes: readonly ResourceChange[];
  /** What Terraform complained of. */
  readonly problems: readonly string[];
}

/** Resources by what Terraform would do to them: as the plans say, or where there are none, as the contents of the stacks do. */
export interface ResourceCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
}

/** A Kubernetes object that is not the same any more. */
export interface ObjectChange {
  /** Whose it is. */
  readonly app: string;
  /** Where it is. */
  readonly environment: string;
  /** `Kind/name`, such as `Deployment/orders-api`. */
  readonly object: string;
  /** Whether it comes, goes or is otherwise. */
  readonly change: 'added' | 'removed' | 'changed';
  /** In the order of the object's fields; empty where the whole object comes or goes. */
  readonly changes: readonly ValueChange[];
}

/** A value of an object, the innermost that differs. */
export interface ValueChange {
  /** Such as `spec.template.spec.containers[orders-api].image`: an element of a list that has a name stands by it. */
  readonly path: string;
  /** `null` where there was none. A secret is never shown: `[secret]` stands in its place, here as everywhere in a review. */
  readonly before: Json;
  /** `null` where there is none any more. */
  readonly after: Json;
}

/** A team whose approval is required. */
export interface Approval {
  /** Its name (slug) in GitHub. */
  readonly team: string;
  /** Why: the owner of what is affected, an approver of an environment, or the risk. In order, each once. */
  readonly reasons: readonly string[];
}

/** What the change costs, estimated from a small table of list prices. */
export interface Cost {
  /** Of all amounts. */
  readonly currency: 'USD';
  /** The day of the prices, as `2026-11-01`. */
  readonly date: string;
  /** Where the prices are from. */
  readonly source: string;
  /** By environment in the platform's order, the ones whose cost differs. What belongs to no environment is `null`. */
  readonly environments: readonly EnvironmentCost[];
  /** Per month, over all environments. */
  readonly monthlyDifference: number;
}

export interface EnvironmentCost {
  /** Which one; `null` for what belongs to none. */
  readonly environment: string | null;
  /** Dollars per month, to the cent, of what is affected: before and after. */
  readonly before: number;
  readonly after: number;
  /** `after` less `before`. */
  readonly difference: number;
  /** What it is made of, the largest first. */
  readonly items: readonly CostItem[];
}

export interface CostItem {
  /** Whose it is; `null` for the platform. */
  readonly app: string | null;
  /** Such as `db.t3.medium, Multi-AZ`, `100 GB of storage`, `a secret`. */
  readonly what: string;
  /** Dollars per month: below zero for what is cheaper. */
  readonly difference: number;
}
