import {
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  byRank,
  type PartNode,
  type PartGraph,
  type PartReview,
  type Registry,
} from '@goldenpath/extension';

/** What a node is made of: one thing of an application, in one environment or in none. */
export interface EnvironmentNode {
  /** The node's id. */
  readonly id: string;
  readonly kind: string;
  readonly environment: string | null;
  readonly name: string;
  /** Its lines: the same position says the same thing in every environment, and is empty where there is nothing to say. */
  readonly facts: readonly string[];
  /** The Kubernetes objects that make it, as `Kind/name`: a change of one is a change of this. */
  readonly objects: readonly string[];
  /** The Terraform resources that make it; `platform` where they are in the stack of the platform. */
  readonly resources: { readonly platform: boolean; readonly types: readonly string[] } | null;
  readonly role?: 'entry' | 'caller';
}

/** An edge of one environment, or of none. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly environment: string | null;
  readonly label: string | null;
}

/** What an application consists of, and what leads to what. */
export interface EnvironmentGraph {
  readonly nodes: readonly EnvironmentNode[];
  readonly links: readonly Link[];
}

/** An application, without those that use it or that it uses. */
export function partGraph(app: AppFacts, environments: readonly string[], registry: Registry): EnvironmentGraph {
  const parts = drawnParts(registry);
  const shown = app.environments.filter(({ environment }) => environments.includes(environment));
  const all = [
    ...parts.map(({ part, review }) => placed(null, graphOnce(part, review, app))),
    ...shown.flatMap((common) =>
      parts.map(({ part, review }) => placed(common.environment, graphHere(part, review, app.name, common))),
    ),
  ];
  return { nodes: all.flatMap(({ nodes }) => nodes), links: all.flatMap(({ links }) => links) };
}

interface DrawnPart {
  readonly part: AnyPart;
  readonly review: PartReview<unknown, unknown, unknown>;
  readonly rank: number | undefined;
}

/** The parts that the review knows, from the way in to the data. */
function drawnParts({ parts }: Registry): DrawnPart[] {
  return byRank(
    parts.flatMap((part) => {
      const review = part.review?.();
      return review === undefined ? [] : [{ part, review, rank: review.graphRank }];
    }),
  );
}

const NOTHING: PartGraph = { nodes: [] };

function graphOnce(part: AnyPart, { graphOnce: draw }: DrawnPart['review'], app: AppFacts): PartGraph {
  const facts: unknown = part.onceOf(app);
  return facts === undefined ? NOTHING : (draw?.(facts, { app: app.name }) ?? NOTHING);
}

function graphHere(
  part: AnyPart,
  { graph: draw }: DrawnPart['review'],
  app: string,
  common: AppInEnvironment,
): PartGraph {
  const facts: unknown = part.factsOf(common);
  return facts === undefined ? NOTHING : (draw?.(facts, { app, common }) ?? NOTHING);
}

function placed(environment: string | null, { nodes, links = [] }: PartGraph): EnvironmentGraph {
  return {
    nodes: nodes.map((node) => placedNode(environment, node)),
    links: links.map(({ from, to }) => ({ from, to, environment, label: null })),
  };
}

function placedNode(environment: string | null, node: PartNode): EnvironmentNode {
  const { id, kind, name, facts = [], objects = [], resources = null, role } = node;
  return { id, kind, environment, name, facts, objects, resources, ...(role !== undefined && { role }) };
}
