import type { PartReview } from '@goldenpath/extension';
import type { DatabasePart, PlatformDatabases } from '../types';
import { capacityReduced } from './capacity-reduced';
import { connectionBudget } from './connection-budget';
import { credentialsMoved } from './credentials-moved';
import { databaseLoss } from './database-loss';
import { encryptionKeyChanged } from './encryption-key-changed';
import { extendedSupport } from './extended-support';
import { databaseGraph } from './graph';
import { dedicatedOf } from './instances';
import { instanceClassChanged } from './instance-class-changed';
import { largeInstance } from './large-instance';
import { downgradedInstances, majorVersionUpgrade } from './major-version-upgrade';
import { networkOpened } from './network-opened';
import { noMultiAz } from './no-multi-az';
import { pricedDatabase, pricedSharedInstance } from './priced';
import { databaseFields, databasePlatformFields, sharedInstanceCauses } from './reasons';
import { movedNetworks, shrunkInstances } from './refused';
import { extensionKept } from './extension-kept';
import { readerRemoved } from './reader-removed';
import { replacedBy } from './replaced-by';
import { restartNeeded } from './restart-needed';
import { restoredFromSnapshot } from './restored-from-snapshot';
import { secretLoss } from './secret-loss';
import { shortRetention } from './short-retention';
import { storageStep } from './storage-step';

/** The review of databases. */
export const review: PartReview<DatabasePart, undefined, PlatformDatabases> = {
  rules: [
    databaseLoss,
    secretLoss,
    networkOpened,
    noMultiAz,
    shortRetention,
    instanceClassChanged,
    largeInstance,
    storageStep,
    majorVersionUpgrade,
    encryptionKeyChanged,
    restoredFromSnapshot,
    extendedSupport,
    credentialsMoved,
    connectionBudget,
    restartNeeded,
    extensionKept,
    capacityReduced,
    readerRemoved,
  ],
  findings: {
    'immutable-field': (change) => [...movedNetworks(change), ...downgradedInstances(change)],
    'storage-shrunk': shrunkInstances,
  },
  priced: pricedDatabase,
  pricedOfPlatform: pricedSharedInstance,
  graph: databaseGraph,
  graphRank: 70,
  fields: databaseFields,
  platformFields: databasePlatformFields,
  dependedOn: [{ read: ({ name, instance }) => [name, instance.identifier] }],
  protections: [
    {
      rule: 'database-loss',
      what: 'database',
      inEnvironment: (database) => dedicatedOf(database)?.isProtected,
      platform: ({ sharedInstance }) => sharedInstance.isProtected,
    },
  ],
  platformCauses: sharedInstanceCauses,
  replacedBy,
  platformNoun: { one: 'shared instance', many: 'shared instances' },
};
