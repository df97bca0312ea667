import * as dagre from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from '@goldenpath/review';
import { type BoxText, boxText } from './box-text';

/** The position of every box, arrow and frame, in pixels from the top left. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly frames: readonly Frame[];
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Box extends Area {
  readonly node: GraphNode;
  readonly text: BoxText;
}

/** The frame around a group. */
export interface Frame extends Area {
  readonly name: string;
}

export interface Arrow {
  readonly edge: GraphEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: { readonly x: number; readonly y: number } | null;
}

const MARGIN = 16;

/** Height that is reserved above the boxes of a group for the group's name. */
export const FRAME_TITLE = 18;

/** Lays a graph out from top to bottom, callers above what they call. The same graph always gives the same layout. */
export function layOut(graph: Graph): Layout {
  const drawing = new dagre.Graph({ compound: true, multigraph: false });
  drawing.setGraph({
    rankdir: 'TB',
    nodesep: 22,
    ranksep: 34,
    edgesep: 12,
    marginx: MARGIN,
    marginy: MARGIN + (graph.nodes.some(({ group }) => group !== null) ? FRAME_TITLE : 0),
  });
  const groups = [...new Set(graph.nodes.flatMap(({ group }) => group ?? []))];
  for (const [index] of groups.entries()) drawing.setNode(`group ${index}`, {});
  const texts = new Map(graph.nodes.map((node) => [node.id, boxText(node)]));
  for (const { id, group } of graph.nodes) {
    const { width, height } = texts.get(id) ?? { width: 0, height: 0 };
    drawing.setNode(id, { width, height });
    if (group !== null) drawing.setParent(id, `group ${groups.indexOf(group)}`);
  }
  for (const { from, to, label } of graph.edges)
    if (from !== to)
      drawing.setEdge(from, to, label === null ? {} : { width: label.length * 6, height: 14, labelpos: 'c' });
  dagre.layout(drawing);
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(Math.max(width, 2 * MARGIN)),
    height: Math.ceil(Math.max(height, 2 * MARGIN)),
    boxes: graph.nodes.map((node) => ({
      node,
      text: texts.get(node.id) ?? boxText(node),
      ...areaOf(drawing.node(node.id)),
    })),
    arrows: graph.edges.flatMap((edge) =>
      edge.from === edge.to ? [] : [arrowOf(edge, drawing.edge(edge.from, edge.to))],
    ),
    frames: groups.map((name, index) => ({ name, ...areaOf(drawing.node(`group ${index}`)) })),
  };
}

/** A node as the layout library returns it: `x` and `y` are its centre. */
interface Placed {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

function areaOf({ x = 0, y = 0, width = 0, height = 0 }: Placed): Area {
  return { x: rounded(x - width / 2), y: rounded(y - height / 2), width: rounded(width), height: rounded(height) };
}

function arrowOf(
  edge: GraphEdge,
  { points = [], x, y }: { points?: readonly { x: number; y: number }[]; x?: number; y?: number },
): Arrow {
  return {
    edge,
    points: points.map((point) => ({ x: rounded(point.x), y: rounded(point.y) })),
    label: edge.label !== null && x !== undefined && y !== undefined ? { x: rounded(x), y: rounded(y) } : null,
  };
}

/** Rounds to a hundredth of a pixel, so that the output is the same on every machine. */
function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}
