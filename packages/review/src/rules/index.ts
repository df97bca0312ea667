import { databaseLoss } from './database-loss';
import { hostDropped } from './host-dropped';
import { hostTaken } from './host-taken';
import { immutableField } from './immutable-field';
import { largeInstance } from './large-instance';
import { mutableTag } from './mutable-tag';
import { networkOpened } from './network-opened';
import { noMultiAz } from './no-multi-az';
import { plainSecret } from './plain-secret';
import { privilegeGained } from './privilege-gained';
import { registryLoss } from './registry-loss';
import { repositoryLoss } from './repository-loss';
import type { Rule } from './rule';
import { secretLoss } from './secret-loss';
import { shortRetention } from './short-retention';
import { storageLoss } from './storage-loss';
import { storageShrunk } from './storage-shrunk';
import { usesTargetLeaves } from './uses-target-leaves';

/** Every rule, the gravest first: findings of the same severity come in this order. */
export const RULES: readonly Rule[] = [
  databaseLoss,
  secretLoss,
  storageLoss,
  repositoryLoss,
  registryLoss,
  immutableField,
  storageShrunk,
  plainSecret,
  privilegeGained,
  networkOpened,
  hostTaken,
  hostDropped,
  usesTargetLeaves,
  noMultiAz,
  shortRetention,
  mutableTag,
  largeInstance,
];
