import {
  counted,
  type Difference,
  GENERAL_REVIEW_RULES,
  listed,
  type ObjectPair,
  quantityOf,
  type RuleFinding,
} from '@goldenpath/extension';
import { stacksWithMovedState } from '../stacks/state-note';
import type { StackPair } from '../stacks/stack-pairs';
import type { GeneralRule } from './rule';

/** The mutable fields of a StatefulSet's `spec`, from the API server's message. All other fields are immutable. */
const MUTABLE_IN_STATEFUL_SET = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'revisionHistoryLimit',
]);

const MAKE_ANEW =
  'Delete the object without its pods (`kubectl delete --cascade=orphan`) so that it is created again, or keep the field.';
const MOVE_STATE = 'Move the state before this is merged (`terraform init -migrate-state`), or keep `state`.';
const GROW_FIRST =
  'Grow each claim by hand first (`kubectl patch pvc`; the storage class must allow it), then delete the StatefulSet with `--cascade=orphan` so that it is created again: its pods and volumes stay.';
const CHANGE_CLASS =
  'Keep the storage class, or replace the volumes: existing volumes keep their class. The new class must exist in the cluster. Delete the StatefulSet with `--cascade=orphan` so that it is created again. Then repeat for each pod: back up its data, delete its claim (`kubectl delete pvc --wait=false`) and the pod, wait for the new pod with its new volume, and restore the data.';

/** A change that the cluster refuses. */
export const immutableField: GeneralRule = {
  id: 'immutable-field',
  rank: GENERAL_REVIEW_RULES['immutable-field'],
  severity: 'danger',
  firesOn:
    'A change of an immutable field. In a StatefulSet, all fields are immutable except `replicas`, `ordinals`, `template`, `updateStrategy`, `persistentVolumeClaimRetentionPolicy`, `minReadySeconds` and `revisionHistoryLimit`. Other immutable fields are the selector of a Deployment, whether a Service is headless, the VPC of the databases of an environment, the major version of PostgreSQL where it goes down, and the backend of the Terraform state. The rule also reports volumes that grow. Another rule reports volumes that shrink.',
  advice: `${MAKE_ANEW} For a volume that grows: ${GROW_FIRST} For another storage class: ${CHANGE_CLASS}`,
  find: ({ objects, stacks }) => [...ofState(stacks), ...objects.flatMap(ofObject)],
};

function ofObject(pair: ObjectPair): RuleFinding[] {
  if (pair.base === undefined || pair.head === undefined || isMoved(pair)) return [];
  const refused = pair.differences.filter(
    (difference) => isImmutable(pair.base?.kind, difference) && !isShrink(difference),
  );
  if (refused.length === 0) return [];
  const { app, environment, object } = pair;
  const paths = listed(refused.map(({ path }) => path));
  const message = `The cluster refuses the change of ${object} of ${app} in ${environment}: ${paths} cannot be changed.`;
  return [{ severity: 'danger', app, environment, message, remedy: remedyFor(refused) }];
}

/** New volumes have the new size too, so the remedy for another class is also that for another class and size. */
function remedyFor(refused: readonly Difference[]): string {
  if (refused.every(isSize)) return GROW_FIRST;
  return refused.every((difference) => isSize(difference) || isStorageClass(difference)) ? CHANGE_CLASS : MAKE_ANEW;
}

/**
 * State is not moved to its new location automatically. Unless someone moves it, Terraform would forget all resources and create them
 * again.
 */
function ofState(stacks: readonly StackPair[]): RuleFinding[] {
  const moved = stacksWithMovedState(stacks).length;
  if (moved === 0) return [];
  const message = `The state of ${counted(moved, 'stack')} moves to another backend, where Terraform finds no state and would create every resource again.`;
  return [{ severity: 'danger', app: null, environment: null, message, remedy: MOVE_STATE }];
}

/** In another namespace it is another object. */
function isMoved({ base, head }: ObjectPair): boolean {
  return base?.metadata.namespace !== head?.metadata.namespace;
}

function isImmutable(kind: string | undefined, { fields, before, after }: Difference): boolean {
  const [top, field] = fields;
  if (top !== 'spec') return false;
  if (kind === 'StatefulSet') return field !== undefined && !MUTABLE_IN_STATEFUL_SET.has(field);
  if (kind === 'Deployment') return field === 'selector';
  return kind === 'Service' && field === 'clusterIP' && (before === 'None' || after === 'None');
}

function isSize({ fields }: Difference): boolean {
  return fields.includes('volumeClaimTemplates') && fields.at(-1) === 'storage';
}

function isStorageClass({ fields }: Difference): boolean {
  return fields.includes('volumeClaimTemplates') && fields.at(-1) === 'storageClassName';
}

/** `storage-shrunk` reports it. */
function isShrink(difference: Difference): boolean {
  const [before, after] = [quantityOf(difference.before), quantityOf(difference.after)];
  return isSize(difference) && before !== undefined && after !== undefined && after < before;
}
