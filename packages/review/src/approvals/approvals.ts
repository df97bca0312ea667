import { counted, listed, type Risk, type Scope } from '@goldenpath/extension';
import { causingApps } from '../affected/platform-causes';
import type { Unit } from '../affected/units';
import type { AppPair, FleetChange } from '../fleet/fleet-change';
import { sortedBy } from '../order';
import type { Approval, Finding, PlatformChange } from '../review';
import { causeCount } from '../rules/cause-count';
import { type ApprovalRule, approvalRules, productionApprovers } from './approval-rules';

/** The input for finding approvals. */
export interface ApprovalContext {
  readonly units: readonly Unit[];
  /** The changes of the platform file. */
  readonly platform: readonly PlatformChange[];
  readonly findings: readonly Finding[];
}

/** Why a team has to approve a change. */
interface TeamReasons {
  readonly owned: Set<string>;
  readonly given: Set<string>;
  readonly taken: Set<string>;
  readonly environments: Set<string>;
  readonly risky: Set<string>;
  platform: boolean;
}

/** Returns the approvals that affected units, platform changes and dangers require, in order of team. */
export function approvalsOf(change: FleetChange, { units, platform, findings }: ApprovalContext): Approval[] {
  const teams = new Map<string, TeamReasons>();
  const approvers = [
    ...new Set([
      ...productionApprovers(change.base.facts.platform),
      ...productionApprovers(change.head.facts.platform),
    ]),
  ];
  const noteAll = (rules: readonly ApprovalRule[], scope: Scope) => {
    for (const rule of rules) note(reasonsFor(teams, rule.team), rule, scope, change.appsByName.get(scope.app ?? ''));
  };
  for (const unit of units) {
    noteAll(rulesFor(unit, approvers), unit);
    for (const app of causesOf(change, unit)) noteAll(ownersOf(app), { app: app.name, environment: unit.environment });
  }
  if (platform.length > 0)
    noteAll(
      approvalRules({ owner: null, environment: null, risk: 'high', approversOfProduction: approvers }),
      NO_SCOPE,
    );
  const dangers = findings.filter(({ severity }) => severity === 'danger');
  for (const team of dangers.length === 0 ? [] : approvers) reasonsFor(teams, team);
  return sortedBy(teams, ([team]) => team).map(([team, reasons]) => ({
    team,
    reasons: [...reasonsOf(reasons), ...(approvers.includes(team) ? dangerReasons(dangers) : [])],
  }));
}

/** Returns the applications whose needs change what the platform shares. */
function causesOf(change: FleetChange, { pair, in: environment }: Unit): AppPair[] {
  return pair === undefined && environment !== undefined ? causingApps(change, environment) : [];
}

function ownersOf({ base, head }: AppPair): ApprovalRule[] {
  return [base, head].flatMap((version) =>
    version === undefined ? [] : [{ team: version.owner, because: 'owner' as const }],
  );
}

const NO_SCOPE: Scope = { app: null, environment: null };
const PLATFORM: { readonly owner: null; readonly risk: Risk } = { owner: null, risk: 'medium' };

/** By base and head: who owned it before agrees to give it away, and who is to own it to take it. */
function rulesFor({ pair, in: environment }: Unit, approversOfProduction: readonly string[]): ApprovalRule[] {
  return (['base', 'head'] as const).flatMap((version) => {
    const subject = pair === undefined ? PLATFORM : pair[version];
    const inEnvironment = environment?.[version];
    if (subject === undefined || (environment !== undefined && inEnvironment === undefined)) return [];
    if (pair === undefined && inEnvironment === undefined) return [];
    return approvalRules({
      owner: subject.owner,
      risk: subject.risk,
      environment: inEnvironment ?? null,
      approversOfProduction,
    });
  });
}

function reasonsFor(teams: Map<string, TeamReasons>, team: string): TeamReasons {
  const found = teams.get(team) ?? {
    owned: new Set(),
    given: new Set(),
    taken: new Set(),
    environments: new Set(),
    risky: new Set(),
    platform: false,
  };
  teams.set(team, found);
  return found;
}

function note(
  reasons: TeamReasons,
  { because, team }: ApprovalRule,
  { app, environment }: Scope,
  pair: AppPair | undefined,
): void {
  if (because === 'owner' && app !== null) reasons[partOf(team, pair)].add(app);
  if (because === 'environment' && environment !== null) reasons.environments.add(environment);
  if (because === 'risk' && app !== null) reasons.risky.add(app);
  if (because === 'platform') reasons.platform = true;
}

/** Returns whether a team owns the application, gives it away, or takes it over. */
function partOf(team: string, pair: AppPair | undefined): 'owned' | 'given' | 'taken' {
  const [before, after] = [pair?.base?.owner, pair?.head?.owner];
  if (before === undefined || after === undefined || before === after) return 'owned';
  return team === before ? 'given' : 'taken';
}

function reasonsOf({ owned, given, taken, environments, risky, platform }: TeamReasons): string[] {
  const apps = (set: ReadonlySet<string>) => listed(sortedBy(set, (name) => name));
  return [
    ...(owned.size === 0 ? [] : [`It owns ${apps(owned)}.`]),
    ...(given.size === 0 ? [] : [`It gives ${apps(given)} away.`]),
    ...(taken.size === 0 ? [] : [`It takes ${apps(taken)} over.`]),
    ...(environments.size === 0 ? [] : [`It approves what is deployed to ${listed([...environments])}.`]),
    ...(risky.size === 0 ? [] : [`It approves production, and the risk of ${apps(risky)} is high.`]),
    ...(platform ? ['It approves production, and the platform file changes.'] : []),
  ];
}

function dangerReasons(dangers: readonly Finding[]): string[] {
  if (dangers.length === 0) return [];
  const rules = [...new Set(dangers.map(({ rule }) => rule))];
  const count = causeCount(dangers);
  return [
    `It approves production, and there ${count === 1 ? 'is' : 'are'} ${counted(count, 'danger')}: ${listed(rules)}.`,
  ];
}
