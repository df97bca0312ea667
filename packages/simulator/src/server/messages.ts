import type { DynamicValue } from '../wire/values';

/** A request for something of one type; which values it carries depends on the call. */
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

/** A request to refresh something. */
export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue;
}

/** A request to read a state that was stored. */
export interface UpgradeRequest {
  readonly type_name: string;
  readonly raw_state: { readonly json: Uint8Array };
}

/** A request to take over what is there. */
export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}
