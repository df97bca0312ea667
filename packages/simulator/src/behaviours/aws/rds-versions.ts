import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';

const AURORA = 'aurora-postgresql';

/** The major versions of PostgreSQL that RDS creates instances with. */
const OFFERED = { from: 13, to: 18 };

/** What RDS says of the version of a new instance. */
export function versionProblem(values: Values): string | undefined {
  const major = majorOf(values);
  if (major === undefined || (major >= OFFERED.from && major <= OFFERED.to)) return undefined;
  return `InvalidParameterCombination: Cannot find version ${text(values['engine_version'])} for ${text(values['engine'])}`;
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
    return `InvalidParameterCombination: Cannot upgrade ${text(values['engine'])} from ${text(before['engine_version_actual'])} to ${text(values['engine_version'])}`;
  return values['allow_major_version_upgrade'] === true
    ? undefined
    : 'InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.';
}

/** What RDS says of a parameter group of another version. */
export function familyProblem(values: Values, change: Change, major = majorOf(values)): string | undefined {
  const isCluster = text(values['engine']) === AURORA;
  const name = text(values[isCluster ? 'db_cluster_parameter_group_name' : 'parameter_group_name']);
  const type = isCluster ? 'aws_rds_cluster_parameter_group' : 'aws_db_parameter_group';
  const group = change.account.all(type).find((known) => known.values['name'] === name);
  const family = text(group?.values['family']);
  const wanted = `${text(values['engine'])}${major}`;
  if (major === undefined || family === '' || family === wanted) return undefined;
  return `InvalidParameterCombination: The parameter group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Please use a parameter group with DBParameterGroupFamily ${wanted}`;
}

function majorOf(values: Values): number | undefined {
  if (!['postgres', AURORA].includes(text(values['engine']))) return undefined;
  const major = Number.parseInt(text(values['engine_version']), 10);
  return Number.isNaN(major) ? undefined : major;
}
