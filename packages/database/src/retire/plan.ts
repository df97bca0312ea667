import { escapeIdentifier } from 'pg';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredDatabase, loginPrefix } from '../desired';
import type { ObservedDatabase, ObservedRole } from '../observed';
import type { RetiredDatabase } from './observe';

/** A database whose spec retires it. */
export interface RetireRequest {
  readonly desired: DesiredDatabase;
  /** Days between the rename and the drop. */
  readonly graceDays: number;
}

/** What a retirement needs to know of its server. */
export interface RetirementState {
  readonly roles: ReadonlyMap<string, ObservedRole>;
  /** The database under its own name. */
  readonly database?: ObservedDatabase;
  /** The database under its other name. */
  readonly retired?: RetiredDatabase;
  /** Sessions in the database under its own name. */
  readonly sessions: readonly string[];
  readonly master: string;
}

/** One step of a retirement. Each can run again. */
export type RetireStep =
  | { readonly kind: 'lock-role'; readonly title: string; readonly role: string }
  | { readonly kind: 'revoke'; readonly title: string; readonly grantees: readonly string[] }
  | { readonly kind: 'end-sessions'; readonly title: string }
  | { readonly kind: 'backup'; readonly title: string }
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'drop-database'; readonly title: string; readonly name: string }
  | { readonly kind: 'drop-role'; readonly title: string; readonly role: string }
  | { readonly kind: 'end-membership'; readonly title: string };

/** Where a retirement is, and what comes next. */
export interface RetirementPlan {
  /** `waiting`: it is renamed, and its days are not over. `dropped`: nothing is left of it. */
  readonly state: 'active' | 'waiting' | 'due' | 'dropped';
  readonly steps: readonly RetireStep[];
  /** When the renamed database may be dropped. */
  readonly dropAfter?: Date;
}

const DAY_MS = 86_400_000;

/**
 * Plans what a run does to one database: lock, back up and rename it; or drop it, once its days are over.
 *
 * The backup comes after the lock: no session can write then, so the backup has all that is ever dropped.
 *
 * @param backup - What a backup is, for the title of its step.
 */
export function planRetirement(
  { desired, graceDays }: RetireRequest,
  state: RetirementState,
  { now, backup }: { readonly now: Date; readonly backup: string },
): RetirementPlan {
  const leftover = membershipSteps(desired, state);
  if (state.database !== undefined)
    return { state: 'active', steps: [...leftover, ...activeSteps(desired, state, state.database, backup)] };
  if (state.retired === undefined) {
    const steps = roleDropSteps(desired, state);
    return { state: steps.length === 0 ? 'dropped' : 'due', steps: [...leftover, ...steps] };
  }
  const { name, mark } = state.retired;
  const dropAfter = dropDate(mark.retiredAt, graceDays);
  if (now < dropAfter) return { state: 'waiting', steps: leftover, dropAfter };
  const drop: RetireStep = { kind: 'drop-database', title: `drop database ${escapeIdentifier(name)}`, name };
  return { state: 'due', steps: [...leftover, drop, ...roleDropSteps(desired, state)], dropAfter };
}

/** When a database that was renamed may be dropped. */
export function dropDate(retiredAt: Date, graceDays: number): Date {
  return new Date(retiredAt.getTime() + graceDays * DAY_MS);
}

function activeSteps(
  desired: DesiredDatabase,
  { roles, sessions, master }: RetirementState,
  { grants }: ObservedDatabase,
  backup: string,
): RetireStep[] {
  const name = escapeIdentifier(desired.database);
  const grantees = [...new Set(grants.map(({ grantee }) => grantee))].filter((grantee) => grantee !== master);
  const shown = grantees.map((grantee) => (grantee === '' ? 'PUBLIC' : escapeIdentifier(grantee))).join(', ');
  return [
    ...[desired.role, alternateRole(desired.role), ...loginsOf(desired, roles)].flatMap((role): RetireStep[] =>
      roles.get(role)?.canLogin === true
        ? [{ kind: 'lock-role', title: `disable the login of role ${escapeIdentifier(role)}`, role }]
        : [],
    ),
    ...(grantees.length === 0
      ? []
      : [{ kind: 'revoke', title: `revoke all on database ${name} from ${shown}`, grantees } as const]),
    ...(sessions.length === 0
      ? []
      : [{ kind: 'end-sessions', title: `end the sessions in database ${name}: ${sessions.join(', ')}` } as const]),
    { kind: 'backup', title: `back up database ${name}: ${backup}` },
    { kind: 'rename', title: `rename database ${name}, and mark it as retired` },
  ];
}

/** Returns the roles of a database that exist, members before the role that they are members of. */
export function rolesToDrop(desired: DesiredDatabase, roles: RetirementState['roles']): string[] {
  const { role } = desired;
  const names = [
    ...loginsOf(desired, roles),
    alternateRole(role),
    ...ACCESS_LEVELS.map((level) => accessRole(role, level)),
    role,
  ];
  return names.filter((name) => roles.has(name));
}

/** Roles that a retirement has locked. One that can log in is in use again, and stays. */
function roleDropSteps(desired: DesiredDatabase, { roles }: RetirementState): RetireStep[] {
  if (roles.get(desired.role)?.canLogin === true) return [];
  return rolesToDrop(desired, roles)
    .filter((name) => roles.get(name)?.canLogin === false)
    .map((name) => ({ kind: 'drop-role', title: `drop role ${escapeIdentifier(name)}`, role: name }));
}

/** The roles of other applications that had access to the database. */
function loginsOf({ role }: DesiredDatabase, roles: RetirementState['roles']): string[] {
  return [...roles.keys()].filter((name) => name.startsWith(loginPrefix(role))).sort();
}

/** A run that was killed leaves the master a member of the role. */
function membershipSteps({ role }: DesiredDatabase, { roles, master }: RetirementState): RetireStep[] {
  if (roles.get(role)?.members.includes(master) !== true) return [];
  const title = `end the membership of ${escapeIdentifier(master)} in role ${escapeIdentifier(role)}, which a stopped run left`;
  return [{ kind: 'end-membership', title }];
}
