import type { Unit } from '../affected/units';
import type { AppPair, FleetChange } from '../fleet/fleet-change';
import { sortedBy } from '../order';
import type { Approval, Finding } from '../review';
import { counted, listed } from '../values/words';
import { type ApprovalRule, approvalRules, productionApprovers } from './approval-rules';

/** What a team has to agree to, gathered before it is told. */
interface Gathered {
  readonly owned: Set<string>;
  readonly environments: Set<string>;
  readonly risky: Set<string>;
  platform: boolean;
}

/** Who has to agree to what is affected, and to every danger: in order of team. */
export function approvalsOf(change: FleetChange, units: readonly Unit[], findings: readonly Finding[]): Approval[] {
  const teams = new Map<string, Gathered>();
  const approvers = [
    ...new Set([
      ...productionApprovers(change.base.facts.platform),
      ...productionApprovers(change.head.facts.platform),
    ]),
  ];
  for (const unit of units)
    for (const rule of rulesFor(unit, approvers)) note(gatheredFor(teams, rule.team), rule, unit);
  const dangers = findings.filter(({ severity }) => severity === 'danger');
  for (const team of dangers.length === 0 ? [] : approvers) gatheredFor(teams, team);
  return sortedBy(teams, ([team]) => team).map(([team, gathered]) => ({
    team,
    reasons: [...reasonsOf(gathered), ...(approvers.includes(team) ? dangerReasons(dangers) : [])],
  }));
}

/** By both sides: who owned it before agrees to give it away, and who is to own it to take it. */
function rulesFor({ pair, in: environment }: Unit, approvers: readonly string[]): ApprovalRule[] {
  return (['base', 'head'] as const).flatMap((side) => {
    const place = environment?.[side] ?? null;
    if (pair === undefined)
      return approvalRules({ owner: null, environment: place, risk: 'high', approversOfProduction: approvers });
    const app: AppPair['base'] = pair[side];
    if (app === undefined) return [];
    if (environment !== undefined && place === null) return [];
    return approvalRules({ owner: app.owner, environment: place, risk: app.risk, approversOfProduction: approvers });
  });
}

function gatheredFor(teams: Map<string, Gathered>, team: string): Gathered {
  const found = teams.get(team) ?? { owned: new Set(), environments: new Set(), risky: new Set(), platform: false };
  teams.set(team, found);
  return found;
}

function note(gathered: Gathered, { because }: ApprovalRule, { app, environment }: Unit): void {
  if (because === 'owner' && app !== null) gathered.owned.add(app);
  if (because === 'environment' && environment !== null) gathered.environments.add(environment);
  if (because === 'risk' && app !== null) gathered.risky.add(app);
  if (because === 'platform') gathered.platform = true;
}

function reasonsOf({ owned, environments, risky, platform }: Gathered): string[] {
  return [
    ...(owned.size === 0 ? [] : [`It owns ${listed([...owned])}.`]),
    ...(environments.size === 0 ? [] : [`It approves what is deployed to ${listed([...environments])}.`]),
    ...(risky.size === 0 ? [] : [`It approves production, and the risk of ${listed([...risky])} is high.`]),
    ...(platform ? ['It approves production, and the platform itself changes.'] : []),
  ];
}

function dangerReasons(dangers: readonly Finding[]): string[] {
  if (dangers.length === 0) return [];
  const rules = [...new Set(dangers.map(({ rule }) => rule))];
  return [
    `It approves production, and there ${dangers.length === 1 ? 'is' : 'are'} ${counted(dangers.length, 'danger')}: ${listed(rules)}.`,
  ];
}
