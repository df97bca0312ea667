import type { Rule } from '@goldenpath/extension';
import { acceptedReasonsAreOneLine, platformAcceptsKnownEnvironments } from './acceptance';
import { environmentsAreNoDevices } from './folder-names';
import {
  addressRangesExist,
  approversAreTeams,
  environmentsAreDistinct,
  type PlatformContext,
  sharedStorageGrows,
  templatesAreKnown,
} from './platform';
import {
  hostsAreDistinct,
  hostsAreDnsNames,
  namespacesAreDnsLabels,
  organisationNamesInstances,
} from './platform-names';
import { environmentNamesAreFree } from './reserved-names';
import { platformHoldsNoSecret } from './secrets';

/** Everything about the platform file that its schema cannot say. */
export const PLATFORM_RULES: readonly Rule<PlatformContext>[] = [
  environmentsAreDistinct,
  environmentsAreNoDevices,
  environmentNamesAreFree,
  approversAreTeams,
  templatesAreKnown,
  hostsAreDnsNames,
  hostsAreDistinct,
  namespacesAreDnsLabels,
  organisationNamesInstances,
  sharedStorageGrows,
  addressRangesExist,
  platformAcceptsKnownEnvironments,
  acceptedReasonsAreOneLine,
  platformHoldsNoSecret,
];
