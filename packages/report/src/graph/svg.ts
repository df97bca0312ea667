import { asset } from '../text/asset';
import { type Element, h, markup, rawElement } from '../text/element';
import { cut, visible } from '../text/visible';
import { BOX, type BoxLine, wrapped } from './box-text';
import type { Graph, NodeStatus } from '@goldenpath/review';
import { type Area, type Arrow, type Box, type Frame, FRAME_TITLE, layOut } from './layout';

/** Returns the graph as an SVG file that follows the reader's light or dark theme. */
export function graphSvg(graph: Graph): string {
  const style = rawElement('style', null, `${asset('colours.css')}\n${asset('graph.css')}`);
  return `${markup(graphElement(graph, 'graph', style))}\n`;
}

/** In pixels: the least width of a graph with a note, and the height of each line of the note. */
const LEAST_WITH_NOTE = 420;
const NOTE_LINE = 17;

const SIGNS: Readonly<Record<NodeStatus, string>> = { same: '', added: '+', changed: '~', removed: '−' };

/**
 * Returns the graph as an SVG element, for a page that already has the style sheet.
 *
 * @param id - Unique in the page.
 */
export function graphElement(graph: Graph, id: string, style: Element | null = null): Element {
  const { height, boxes, arrows, frames, ...drawn } = layOut(graph);
  const width = graph.note === null ? drawn.width : Math.max(drawn.width, LEAST_WITH_NOTE);
  const note = graph.note === null ? [] : wrapped(graph.note, Math.floor(width / 7));
  const room = note.length === 0 ? 0 : note.length * NOTE_LINE + 10;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'graph',
      role: 'img',
      viewBox: `0 0 ${width} ${height + room}`,
      width,
      height: height + room,
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    h('title', { id: `${id}-title` }, visible(graph.title)),
    h('desc', { id: `${id}-description` }, visible(descriptionOf(graph))),
    style,
    h('rect', { class: 'graph-paper', width, height: height + room }),
    frames.map(frameElement),
    arrows.map(arrowElement),
    frames.map(frameTitle),
    boxes.map(boxElement),
    note.map((line, index) => h('text', { class: 'graph-note', x: 16, y: height + 8 + index * NOTE_LINE }, line)),
  );
}

function descriptionOf({ description, nodes }: Graph): string {
  const counts = (['added', 'changed', 'removed'] as const).flatMap((status) => {
    const found = nodes.filter((node) => node.status === status);
    return found.length === 0
      ? []
      : [`${status}: ${found.map(({ kind, name }) => `${kind} ${name}`.trim()).join(', ')}`];
  });
  return counts.length === 0 ? description : `${description} ${counts.join('; ')}.`;
}

function frameElement({ x, y, width, height }: Frame): Element {
  return h('rect', { class: 'graph-frame', x, y: y - FRAME_TITLE, width, height: height + FRAME_TITLE, rx: 10 });
}

/** Drawn after the arrows, so that no arrow crosses the title. */
function frameTitle({ name, x, y, width }: Frame): Element {
  return h('text', { class: 'graph-owner', x: x + 12, y }, cut(visible(name), Math.floor(width / 8)));
}

function boxElement({ node, text, x, y, width, height }: Box): Element {
  const top = y + BOX.padding + 8;
  const left = x + BOX.padding;
  const below = top + (text.name === '' ? 0 : BOX.name);
  const full = [
    node.kind,
    node.name,
    ...node.lines.map((line) => `${line.environments.join(', ')} ${line.text}`.trim()),
  ];
  return h(
    'g',
    { class: `graph-box graph-${node.status}`, 'data-kind': node.kind },
    h('title', null, visible(full.filter((part) => part !== '').join(' · '))),
    h('rect', { x, y, width, height, rx: roundness(node.kind) }),
    h('text', { class: 'graph-kind', x: left, y: top }, node.kind),
    node.status === 'same' ? null : badge({ x, y, width, height }, node.status),
    text.name === '' ? null : h('text', { class: 'graph-name', x: left, y: top + BOX.name }, text.name),
    text.lines.map((line, index) => lineElement(line, left, below + (index + 1) * BOX.line)),
  );
}

function lineElement({ where, text, isBefore, status }: BoxLine, x: number, y: number): Element {
  const place = where === '' ? null : h('tspan', { class: 'graph-where' }, `${where}  `);
  const tone = isBefore ? 'graph-before' : `graph-text graph-text-${status}`;
  return h('text', { class: 'graph-line', x, y }, place, h('tspan', { class: tone }, text));
}

function badge({ x, y, width }: Area, status: NodeStatus): Element {
  return h(
    'text',
    { class: 'graph-badge', x: x + width - BOX.padding, y: y + BOX.padding + 8 },
    `${SIGNS[status]} ${status}`,
  );
}

/** Returns the corner radius: boxes for data are rounder than boxes for workloads. */
function roundness(kind: Box['node']['kind']): number {
  return ['database', 'instance', 'storage', 'secret'].includes(kind) ? 16 : 6;
}

function arrowElement({ edge, points, label }: Arrow): Element {
  return h(
    'g',
    { class: `graph-arrow graph-${edge.status}` },
    h('path', { class: 'graph-way', d: wayOf(points) }),
    h('path', { class: 'graph-head', d: headOf(points) }),
    label === null || edge.label === null
      ? null
      : h('text', { class: 'graph-label', x: label.x, y: label.y + 4 }, visible(edge.label)),
  );
}

type Points = Arrow['points'];

/** Returns a path through the midpoints between the points, with the points as control points. */
function wayOf(points: Points): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const end = index === rest.length - 2 ? next : { x: middle(point.x, next.x), y: middle(point.y, next.y) };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${bends.length === 0 ? `L${last.x} ${last.y}` : bends.join('')}`;
}

function headOf(points: Points): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return '';
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [x, y] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const corner = (side: number) => `${tenth(end.x - 7 * x - side * y)} ${tenth(end.y - 7 * y + side * x)}`;
  return `M${end.x} ${end.y}L${corner(3.5)}L${corner(-3.5)}Z`;
}

const tenth = (length: number): number => Math.round(length * 10) / 10;
const middle = (one: number, other: number): number => tenth((one + other) / 2);
