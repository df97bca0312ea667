import { UserError } from '@goldenpath/errors';
import { escapeIdentifier } from 'pg';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredAccess, type DesiredDatabase } from '../desired';
import type { Observed } from '../observed';
import { accessProblem, accessSteps } from './access';
import { contentSteps } from './contents';
import { databaseSteps, extraGrants } from './database';
import { extensionSteps, untriedExtensions } from './extensions';
import { extraMembers, roleSteps } from './roles';
import type { Step } from './step';
import { surplusLogins, surplusLoginSteps } from './surplus-logins';

/** How a server gets from what it has to what the specs ask for. */
export interface DatabasePlan {
  readonly desired: DesiredDatabase;
  /** In order. Empty where the server agrees with the specs. */
  readonly steps: readonly Step[];
  /** What the server has and the specs do not know. It is reported and never changed. */
  readonly extra: readonly string[];
  /** Extensions that this server lacks, and the one of RDS that it stands in for has. @default none */
  readonly untried?: readonly string[];
  /** Roles that are dropped, and that the master is a member of until then. @default none */
  readonly leaving?: readonly string[];
  /** Why the steps cannot be done yet. @default they can */
  readonly blocked?: UserError;
}

/**
 * Plans one database.
 *
 * @param master - The role that runs the plan.
 * @throws UserError where the server has a role that the master may not alter, or that is a superuser; or where it cannot create an extension.
 */
export function planDatabase(desired: DesiredDatabase, observed: Observed, master: string): DatabasePlan {
  assertManaged(desired, observed, master);
  if (desired.access !== undefined) return planAccess(desired, desired.access, observed);
  const leaving = surplusLogins(desired, observed);
  const untried = untriedExtensions(desired, observed);
  return {
    desired,
    ...(untried.length > 0 && { untried }),
    ...(leaving.length > 0 && { leaving }),
    steps: [
      ...roleSteps(desired, observed, master),
      ...databaseSteps(desired, observed, master),
      ...extensionSteps(desired, observed),
      ...contentSteps(desired, observed),
      ...surplusLoginSteps(desired, observed),
    ],
    extra: [
      ...extraMembers(desired, observed, master).map(
        (member) => `role ${escapeIdentifier(member)} is a member of ${escapeIdentifier(desired.role)}`,
      ),
      ...extraGrants(desired, observed, master).map(
        ({ grantee, privilege }) =>
          `role ${escapeIdentifier(grantee)} has ${privilege} on database ${escapeIdentifier(desired.database)}`,
      ),
    ],
  };
}

/** The database and its owner are another plan. */
function planAccess(desired: DesiredDatabase, access: DesiredAccess, observed: Observed): DatabasePlan {
  const blocked = accessProblem(desired, access, observed);
  return { desired, steps: accessSteps(desired, access, observed), extra: [], ...(blocked && { blocked }) };
}

function assertManaged(desired: DesiredDatabase, { roles }: Observed, master: string): void {
  const { role } = desired;
  const levels = ACCESS_LEVELS.map((level) => accessRole(role, level));
  for (const name of [role, alternateRole(role), ...levels, ...surplusLogins(desired, { roles })]) {
    const found = roles.get(name);
    if (found === undefined) continue;
    if (found.isSuperuser || found.replicates || found.bypassesRowSecurity)
      throw new UserError(
        `The role ${escapeIdentifier(name)} has SUPERUSER, REPLICATION or BYPASSRLS, which no application may have.`,
        'Drop the role, take the attribute away as an administrator, or give the database another `database.username`.',
        { code: 'role-too-powerful' },
      );
    if (!found.isManaged)
      throw new UserError(
        `The role ${escapeIdentifier(name)} exists, and the master ${escapeIdentifier(master)} may not alter it: another role created it.`,
        `As its creator: GRANT ${escapeIdentifier(name)} TO ${escapeIdentifier(master)} WITH ADMIN OPTION. Or give the database another \`database.username\`.`,
        { code: 'role-not-managed' },
      );
  }
}
