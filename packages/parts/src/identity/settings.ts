import { byDefault, type Layers, type PartReference, type PodPermission } from '@goldenpath/extension';
import { variableOf } from '../cloud/names';
import type { WrittenGrant } from './schema';

/** What the pods may do in AWS beyond what their own resources need. */
export interface IdentitySettings {
  readonly permissions: readonly PodPermission[];
  readonly grants: readonly WrittenGrant[];
}

/** Returns the settings of the identity. */
export function identitySettings(layers: Layers): IdentitySettings {
  return {
    permissions: layers.pick<readonly PodPermission[]>(['permissions'], byDefault([])),
    grants: layers.pick<readonly WrittenGrant[]>(['grants'], byDefault([])),
  };
}

/** Returns the resources that grants are for. They are named by their place in AWS, so that no stack waits for another. */
export function grantedResources({ grants }: IdentitySettings): PartReference[] {
  return grants.map(({ app, part, name }, index) => ({
    app,
    part,
    name,
    path: ['grants', index],
    noun: `entry of \`${part}\``,
    givesAccess: true,
  }));
}

/** Returns the variable of a granted resource: `REPORTS_BUCKET` of `invoices` gives `INVOICES_REPORTS_BUCKET`. */
export function grantedVariable(app: string, variable: string): string {
  return variableOf(app, variable);
}
