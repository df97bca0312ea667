import { type AppFacts, counted, type FleetFacts } from '@goldenpath/extension';
import type { Review } from '../review';
import { type Graph, type GraphEdge, type GraphNode, type NodeStatus, wholeStatus } from './graph';

/** Options of a fleet's graph. */
export interface FleetGraphOptions {
  /** Only applications that run in one of these. @default all environments of the platform */
  readonly environments?: readonly string[];
  /** The change to show. @default no change */
  readonly change?: { readonly base: FleetFacts; readonly review: Review };
  /** With more applications than this, the graph shows teams. @default 60 */
  readonly most?: number;
}

/** A graph with more boxes is not readable. */
const MOST_APPLICATIONS = 60;
const NAMES_OF_A_TEAM = 8;

interface Member {
  readonly app: AppFacts;
  readonly uses: ReadonlySet<string>;
  readonly status: NodeStatus;
}

/**
 * Returns the graph of a fleet: the dependencies between applications, by owner. A large fleet is shown as teams with the number of
 * dependencies between them.
 */
export function fleetGraph(facts: FleetFacts, options: FleetGraphOptions = {}): Graph {
  const { most = MOST_APPLICATIONS } = options;
  const environments = options.environments ?? facts.platform.environments.map(({ name }) => name);
  const members = membersOf(facts, environments, options.change);
  return members.length > most ? teamsGraph(members, environments) : membersGraph(members, environments);
}

function membersOf(facts: FleetFacts, environments: readonly string[], change: FleetGraphOptions['change']): Member[] {
  const names = new Set(facts.apps.map(({ name }) => name));
  const gone = change?.base.apps.filter(({ name }) => !names.has(name)) ?? [];
  const statuses = statusesOf(change?.review, environments);
  return [...facts.apps, ...gone]
    .map((app) => {
      const shown = app.environments.filter(({ environment }) => environments.includes(environment));
      return { app, uses: new Set(shown.flatMap(({ uses }) => uses)), isShown: shown.length > 0 };
    })
    .filter(({ isShown }) => isShown)
    .map(({ app, uses }) => ({ app, uses, status: statuses.get(app.name) ?? 'same' }));
}

function statusesOf(review: Review | undefined, environments: readonly string[]): Map<string, NodeStatus> {
  const statuses = new Map<string, NodeStatus>();
  for (const { app, environment, change } of review?.affected ?? []) {
    if (app === null || (environment !== null && !environments.includes(environment))) continue;
    const before = statuses.get(app);
    statuses.set(app, before === undefined ? change : wholeStatus([before, change]));
  }
  return statuses;
}

function membersGraph(members: readonly Member[], environments: readonly string[]): Graph {
  const statuses = new Map(members.map(({ app, status }) => [app.name, status]));
  const edges = members.flatMap(({ app, uses, status }) =>
    [...uses]
      .filter((used) => statuses.has(used))
      .map((used): GraphEdge => {
        const isWhole = status === 'added' || status === 'removed';
        return { from: `app:${app.name}`, to: `app:${used}`, label: null, status: isWhole ? status : 'same' };
      }),
  );
  return {
    title: 'The fleet',
    description: `${counted(members.length, 'application')} in ${environments.join(', ')}, and ${counted(edges.length, 'use')} of one by another.`,
    nodes: members.map(({ app, status }): GraphNode => ({
      id: `app:${app.name}`,
      kind: 'application',
      name: app.name,
      lines: [{ text: app.kind, before: null, environments: [], status: 'same' }],
      group: app.owner,
      status,
    })),
    edges,
    note: null,
  };
}

function teamsGraph(members: readonly Member[], environments: readonly string[]): Graph {
  const owners = new Map(members.map(({ app }) => [app.name, app.owner]));
  const teams = new Map<string, Member[]>();
  for (const member of members) teams.set(member.app.owner, [...(teams.get(member.app.owner) ?? []), member]);
  const uses = new Map<string, { from: string; to: string; count: number }>();
  let total = 0;
  for (const { app, uses: used } of members)
    for (const to of [...used].flatMap((name) => owners.get(name) ?? [])) {
      total += 1;
      const key = `${app.owner} ${to}`;
      uses.set(key, { from: app.owner, to, count: (uses.get(key)?.count ?? 0) + 1 });
    }
  const arrows = [...uses.values()].filter(({ from, to }) => from !== to);
  const between = arrows.reduce((sum, { count }) => sum + count, 0);
  const size = `${counted(members.length, 'application')} of ${counted(teams.size, 'team')}`;
  return {
    title: 'The fleet',
    description: `${size} in ${environments.join(', ')}, and how often applications of one team use those of another.`,
    nodes: [...teams].map(([team, own]) => teamNode(team, own)),
    edges: arrows.map(({ from, to, count }) => ({
      from: `team:${from}`,
      to: `team:${to}`,
      label: counted(count, 'use'),
      status: 'same',
    })),
    note: `${size}: a box for each team, an arrow from each to those that it uses. ${counted(between, 'use')} between teams, ${total - between} within them, which are not drawn.`,
  };
}

function teamNode(team: string, members: readonly Member[]): GraphNode {
  const isChanged = ({ status }: Member): boolean => status !== 'same';
  const ordered = [...members.filter(isChanged), ...members.filter((member) => !isChanged(member))];
  const shown = ordered.slice(0, NAMES_OF_A_TEAM);
  const line = (text: string, status: NodeStatus) => ({ text, before: null, environments: [], status });
  return {
    id: `team:${team}`,
    kind: 'team',
    name: team,
    lines: [
      line(counted(members.length, 'application'), 'same'),
      ...shown.map(({ app, status }) => line(app.name, status)),
      ...(ordered.length > shown.length ? [line(`and ${ordered.length - shown.length} more`, 'same')] : []),
    ],
    group: null,
    status: members.some(isChanged) ? 'changed' : 'same',
  };
}
