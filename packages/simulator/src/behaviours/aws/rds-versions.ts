import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';

/** The major versions of PostgreSQL that RDS creates instances with. */
const OFFERED = { from: 13, to: 18 };

/** What RDS says of the version of a new instance. */
export function versionProblem(values: Values): string | undefined {
  const major = majorOf(values);
  if (major === undefined || (major >= OFFERED.from && major <= OFFERED.to)) return undefined;
  return `InvalidParameterCombination: Cannot find version ${text(values['engine_version'])} for postgres`;
}

/**
 * What RDS says of a changed version. A major version goes up only, to one that RDS offers, and with the flag. The texts are those that users
 * report (PublicMapping/districtbuilder#478, hashicorp/terraform#8468).
 */
export function upgradeProblem(before: Values, values: Values): string | undefined {
  const [from, to] = [majorOf(before), majorOf(values)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const unknown = versionProblem(values);
  if (unknown !== undefined) return unknown;
  if (to < from)
    return `InvalidParameterCombination: Cannot upgrade postgres from ${text(before['engine_version_actual'])} to ${text(values['engine_version'])}`;
  return values['allow_major_version_upgrade'] === true
    ? undefined
    : 'InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.';
}

/** What RDS says of a parameter group of another version. */
export function familyProblem(values: Values, change: Change, major = majorOf(values)): string | undefined {
  const name = text(values['parameter_group_name']);
  const group = change.account.all('aws_db_parameter_group').find((known) => known.values['name'] === name);
  const family = text(group?.values['family']);
  if (major === undefined || family === '' || family === `postgres${major}`) return undefined;
  return `InvalidParameterCombination: The parameter group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Please use a parameter group with DBParameterGroupFamily postgres${major}`;
}

function majorOf(values: Values): number | undefined {
  if (text(values['engine']) !== 'postgres') return undefined;
  const major = Number.parseInt(text(values['engine_version']), 10);
  return Number.isNaN(major) ? undefined : major;
}
