import type { Rule } from '@goldenpath/extension';
import { acceptedReasonsAreOneLine, platformNamesKnownEnvironments } from './acceptance';
import {
  accountsAreOfOnePartition,
  accountsHaveBuckets,
  arnsAreOfAccounts,
  bucketsNeedState,
  clustersHoldOneEnvironment,
  defaultTagsAreFree,
  keysAreOfRegions,
  partitionsAreOfRegions,
  registryIsOfItsAccount,
  thereIsOneLocalCluster,
} from './accounts';
import { environmentsAreNoDevices } from './folder-names';
import { visibilityIsOffered } from './github';
import {
  addressRangesExist,
  approversAreTeams,
  quotasAreOfTeams,
  environmentsAreDistinct,
  environmentsArePrefixFree,
  fileSystemsHaveTheirClass,
  gatesStayBlocking,
  type PlatformContext,
  sharedStorageGrows,
  sharedStorageGrowsEnough,
  databaseKeysAreInRegion,
  databaseWindowsAreApart,
  templatesAreKnown,
} from './platform';
import {
  classesHaveOneCertificate,
  domainsAreDistinct,
  hostsHaveOneCertificate,
  internalHostsHaveCertificates,
  redirectsLeadElsewhere,
} from './exposure';
import {
  hostsAreDistinct,
  hostsAreDnsNames,
  namespacesAreDnsLabels,
  namespacesAreFree,
  organisationNamesInstances,
} from './platform-names';
import { alertsHaveAnOperator } from './observability';
import { previewsAreOfAnEnvironment, previewsOfTeamsFit } from './previews';
import { environmentNamesAreFree } from './reserved-names';
import {
  deliveryWorkflowStaysInRepository,
  runtimeInputsAreFree,
  runtimeNamesAreWords,
  templatesStayInFleet,
} from './runtimes';
import { sharedCapacityIsOffered, sharedFieldsFitEngine } from './shared-clusters';
import { secretStoreHasFieldsOfType, secretStoreHasKnownPlaceholders, vaultHasAddress } from './secret-store';
import { platformHoldsNoSecret } from './secrets';

/** Rules for the platform file, which its schema cannot express. */
export const PLATFORM_RULES: readonly Rule<PlatformContext>[] = [
  environmentsAreDistinct,
  environmentsAreNoDevices,
  environmentNamesAreFree,
  approversAreTeams,
  fileSystemsHaveTheirClass,
  quotasAreOfTeams,
  environmentsArePrefixFree,
  gatesStayBlocking,
  previewsAreOfAnEnvironment,
  previewsOfTeamsFit,
  templatesAreKnown,
  hostsAreDnsNames,
  hostsAreDistinct,
  hostsHaveOneCertificate,
  redirectsLeadElsewhere,
  classesHaveOneCertificate,
  internalHostsHaveCertificates,
  domainsAreDistinct,
  alertsHaveAnOperator,
  namespacesAreDnsLabels,
  namespacesAreFree,
  secretStoreHasFieldsOfType,
  vaultHasAddress,
  secretStoreHasKnownPlaceholders,
  organisationNamesInstances,
  sharedStorageGrows,
  sharedStorageGrowsEnough,
  sharedFieldsFitEngine,
  sharedCapacityIsOffered,
  databaseWindowsAreApart,
  databaseKeysAreInRegion,
  addressRangesExist,
  partitionsAreOfRegions,
  accountsAreOfOnePartition,
  arnsAreOfAccounts,
  keysAreOfRegions,
  accountsHaveBuckets,
  bucketsNeedState,
  defaultTagsAreFree,
  registryIsOfItsAccount,
  clustersHoldOneEnvironment,
  thereIsOneLocalCluster,
  runtimeNamesAreWords,
  templatesStayInFleet,
  deliveryWorkflowStaysInRepository,
  runtimeInputsAreFree,
  visibilityIsOffered,
  platformNamesKnownEnvironments,
  acceptedReasonsAreOneLine,
  platformHoldsNoSecret,
];
