import type { DynamicValue } from '../wire/values';

/** A request about one type. Its values depend on the call. */
export interface TypedRequest {
  readonly type_name: string;
  readonly config: DynamicValue;
}

/** A request to plan or apply a change. */
export interface ChangeRequest extends TypedRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly planned_state: DynamicValue;
}

/** A request to refresh a resource. */
export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue;
}

/** A request to upgrade a stored state. */
export interface UpgradeRequest {
  readonly type_name: string;
  readonly raw_state: { readonly json: Uint8Array };
}

/** A request to import an existing object. */
export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}
