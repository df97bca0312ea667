/**
 * The planned action for a resource. `forget` removes it from the state and keeps it in the cloud. `no-op` is used only for a resource that
 * changes in another way, such as its address.
 */
export type PlannedAction = 'create' | 'update' | 'replace' | 'destroy' | 'read' | 'forget' | 'no-op';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One changed attribute: the innermost one inside a map, a list or a nested block. */
export interface AttributeChange {
  /** In Terraform's notation: `tags.owner`, `ingress[0].from_port`, `tags["a b"]`. */
  readonly path: string;
  /** `null` when there is no value, or when it is sensitive. */
  readonly before: Json;
  /** `null` when there is no value, or when it is sensitive or unknown. */
  readonly after: Json;
  /** Whether the values are secret. Secret values are left out. */
  readonly sensitive: boolean;
  /** Whether the value is known only after the apply. */
  readonly unknown: boolean;
}

/** The planned change of one resource, or the planned read of one data source. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  readonly attributes: readonly AttributeChange[];
  /** Paths of the attributes that force a replacement. May be empty when there is a `reason`. */
  readonly replacedBecause: readonly string[];
  /** The reason that Terraform gives for the action, such as `replace_by_triggers`. */
  readonly reason?: string;
  /** @default everything takes effect with the apply */
  readonly deferral?: Deferral;
}

/** When a service makes changes that it does not always make at once. */
export interface Deferral {
  readonly attributes: readonly string[];
  readonly until: 'now' | 'maintenance-window';
  /** Such as `sun:03:00-sun:04:00`, in UTC. @default the service chooses it */
  readonly window?: string;
}

/** The planned change of one output of a stack. */
export interface OutputChange extends Omit<AttributeChange, 'path'> {
  readonly name: string;
  readonly action: PlannedAction;
}

/** A diagnostic from Terraform about a stack. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The resource that the diagnostic names, if any. */
  readonly address?: string;
  readonly summary: string;
  readonly detail: string;
}

/** The plan of one stack, without secrets. */
export interface StackPlan {
  readonly stack: string;
  /** In order of their addresses, without unchanged resources. */
  readonly changes: readonly ResourceChange[];
  /** In order of their names, without unchanged outputs. */
  readonly outputs: readonly OutputChange[];
  /** Changes outside Terraform since the last apply, without those that a service makes by itself. */
  readonly drift: readonly ResourceChange[];
  readonly errors: readonly Problem[];
}

/** Returns whether applying a plan changes anything, in the cloud or in the outputs of the stack. */
export function changesAnything({ changes, outputs }: StackPlan): boolean {
  return outputs.length > 0 || changes.some(({ action }) => action !== 'read' && action !== 'no-op');
}
