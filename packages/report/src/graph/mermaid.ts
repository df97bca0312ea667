import { visible } from '../text/visible';
import type { Graph, GraphNode, NodeLine, NodeStatus } from '@goldenpath/review';

/** Shapes by kind: data is round, external systems are flags. */
const SHAPES: Readonly<Partial<Record<GraphNode['kind'], readonly [string, string]>>> = {
  database: ['[("', '")]'],
  instance: ['[("', '")]'],
  storage: ['[("', '")]'],
  host: ['(["', '"])'],
};

const COLOURS: Readonly<Record<NodeStatus, string>> = {
  same: 'stroke:#8c959f',
  added: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  changed: 'fill:#fff4d6,stroke:#9a6700,color:#1f2328',
  removed: 'fill:#ffe2df,stroke:#b42318,color:#1f2328,stroke-dasharray:4 3',
};

/** Returns the graph as a Mermaid `flowchart LR`, which GitHub renders in Markdown. */
export function graphMermaid(graph: Graph): string {
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const groups = [...new Set(graph.nodes.map(({ group }) => group))];
  const statuses = [...new Set(graph.nodes.map(({ status }) => status))];
  const nodeLine = (node: GraphNode): string => {
    const [open, close] = SHAPES[node.kind] ?? ['["', '"]'];
    return `${ids.get(node.id)}${open}${label(node)}${close}`;
  };
  const grouped = groups.flatMap((group, index) => {
    const lines = graph.nodes.filter((node) => node.group === group).map(nodeLine);
    return group === null
      ? lines.map((line) => `  ${line}`)
      : [`  subgraph g${index}["${escaped(group)}"]`, ...lines.map((line) => `    ${line}`), '  end'];
  });
  const edges = graph.edges.map(({ from, to, label: text, status }) => {
    const arrow = status === 'removed' ? '-.->' : '-->';
    return `  ${ids.get(from)} ${arrow}${text === null ? '' : `|"${escaped(text)}"|`} ${ids.get(to)}`;
  });
  const classes = statuses.flatMap((status) => [
    `  classDef ${status} ${COLOURS[status]}`,
    `  class ${graph.nodes.filter((node) => node.status === status).map(({ id }) => ids.get(id))} ${status}`,
  ]);
  return `${['flowchart LR', ...comment(graph), ...grouped, ...edges, ...classes].join('\n')}\n`;
}

function comment({ note }: Graph): string[] {
  return note === null ? [] : [`  note["${escaped(note)}"]`];
}

function label({ kind, name, lines, status }: GraphNode): string {
  const sign = { same: '', added: '+ ', changed: '~ ', removed: '− ' }[status];
  const parts = [`${sign}${kind}`, ...(name === '' ? [] : [name]), ...lines.map(lineText)];
  return parts.map(escaped).join('<br/>');
}

function lineText({ environments, text, before }: NodeLine): string {
  const where = environments.length === 0 ? '' : `${environments.join(', ')}: `;
  return `${where}${text}${before === null ? '' : ` (was ${before})`}`;
}

/** Escapes every character that Mermaid, its Markdown or HTML would interpret, as a numeric character entity. */
function escaped(text: string): string {
  // Two dollar signs start a formula even when they are escaped. A zero-width character between them prevents that.
  const shown = visible(text).replaceAll(/\$(?=\$)/g, '$\u200c');
  return shown.replaceAll(/[^\p{L}\p{N} ,/–→]/gu, (character, offset: number) =>
    // Inside a word these characters are literal. At the start of a text they would start a list.
    offset > 0 &&
    /[-_.:]/.test(character) &&
    /[\p{L}\p{N}]/u.test(shown[offset - 1] ?? '') &&
    !/^\d+$/.test(shown.slice(0, offset))
      ? character
      : `#${character.codePointAt(0) ?? 0};`,
  );
}
