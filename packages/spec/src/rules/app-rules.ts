import { acceptedEnvironmentsExist, acceptedReasonsAreOneLine } from './acceptance';
import { autoscalingHasRoom, quantitiesCanBeHad, requestsAreWithinLimits } from './capacity';
import {
  backupsAreKeptLongEnough,
  databaseNamesAreFree,
  databaseSizeIsAllowed,
  databaseStorageGrows,
  environmentTakesDatabase,
} from './database';
import { environmentsExist, overridesAreUsed } from './environments';
import { nameIsNoDevice } from './folder-names';
import { descriptionIsOneLine, nameIsFolder, nameStartsWithLetter, ownerIsTeam } from './identity';
import { builtImagePortIsUnprivileged, imageNamesVersion } from './image';
import { mountPathIsFree } from './mount-path';
import type { AppContext, Rule } from './rule';
import { objectsAreOfASize, variableNamesFit } from './sizes';
import { usesDoNotHideDatabase, variablesAreFree, variablesAreNotSecret } from './variables';

/** Everything about one application that its schema cannot say. */
export const APP_RULES: readonly Rule<AppContext>[] = [
  nameIsFolder,
  nameStartsWithLetter,
  nameIsNoDevice,
  descriptionIsOneLine,
  ownerIsTeam,
  environmentsExist,
  overridesAreUsed,
  builtImagePortIsUnprivileged,
  imageNamesVersion,
  requestsAreWithinLimits,
  quantitiesCanBeHad,
  autoscalingHasRoom,
  mountPathIsFree,
  variablesAreFree,
  usesDoNotHideDatabase,
  variablesAreNotSecret,
  variableNamesFit,
  objectsAreOfASize,
  databaseNamesAreFree,
  databaseStorageGrows,
  environmentTakesDatabase,
  databaseSizeIsAllowed,
  backupsAreKeptLongEnough,
  acceptedEnvironmentsExist,
  acceptedReasonsAreOneLine,
];
