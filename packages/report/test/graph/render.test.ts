import * as fc from 'fast-check';
import { parseFragment } from 'parse5';
import { HOSTILE_BLOCKS, HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { graphMermaid, graphSvg } from '@goldenpath/report';
import type { Graph, GraphNode } from '@goldenpath/review';
import { visible } from '../../src/text/visible';
import { elementNames, textOf } from '../support/html-text';

const plainNode: GraphNode = { id: 'a', kind: 'workload', name: 'api', lines: [], group: null, status: 'same' };

function graphOf(text: string): Graph {
  return {
    title: text,
    description: text,
    note: text,
    nodes: [
      plainNode,
      {
        id: 'b',
        kind: 'host',
        name: text,
        group: text,
        status: 'changed',
        lines: [{ text, before: text, environments: [text], status: 'changed' }],
      },
    ],
    edges: [
      { from: 'a', to: 'b', label: text, status: 'removed' },
      { from: 'b', to: 'b', label: text, status: 'same' },
    ],
  };
}

const OUR_ELEMENTS = ['svg', 'title', 'desc', 'style', 'rect', 'g', 'text', 'tspan', 'path'];

test.each(Object.entries({ ...HOSTILE_LINES, ...HOSTILE_BLOCKS }))('%s is text in a picture', (_what, text) => {
  const svg = graphSvg(graphOf(text));
  expect(new Set(elementNames(svg))).toEqual(new Set(OUR_ELEMENTS));
  expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('any text is plain text in an SVG', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const names = elementNames(graphSvg(graphOf(text)));
      return names.every((name) => OUR_ELEMENTS.includes(name));
    }),
    { numRuns: 100 },
  );
});

test('any text is a label in Mermaid and renders unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
      const lines = graphMermaid(graphOf(text)).split('\n');
      const label = lines.find((line) => line.startsWith('    n1'))?.match(/^ {4}n1\(\["(.*)"\]\)$/)?.[1] ?? '';
      // What Mermaid does with a label: entities by number, then HTML.
      const html = label.replaceAll(/#(\d+);/g, '&#$1;');
      const shown = textOf(parseFragment(html.replaceAll('<br/>', '\n')));
      return (
        lines.length === 13 && shown.split('\n')[1]?.replaceAll('\u200c', '') === visible(text).replaceAll('\u200c', '')
      );
    }),
  );
});

test('two dollar signs are not a formula in Mermaid', () => {
  const label = graphMermaid(graphOf('$$x$$')).replaceAll(/#(\d+);/g, (_entity, code) =>
    String.fromCodePoint(Number(code)),
  );
  expect(label).not.toContain('$$');
  expect(label.replaceAll('\u200c', '')).toContain('$$x$$');
});

test('the same graph gives the same bytes, with text for screen readers and never only a colour', () => {
  const graph = graphOf('orders');
  const svg = graphSvg(graph);
  expect(graphSvg(graphOf('orders'))).toBe(svg);
  expect(svg).toContain('<title id="graph-title">orders</title>');
  expect(svg).toContain('orders changed: host orders.</desc>');
  expect(svg).toContain('~ changed</text>');
  expect(svg).toContain('light-dark(');
  expect(svg).not.toMatch(/href|url\(|@import|<script/);
});

test('an empty graph is an empty drawing', () => {
  const empty = { title: 'Nothing', description: 'Nothing.', nodes: [], edges: [], note: null };
  expect(elementNames(graphSvg(empty))).toEqual(['svg', 'title', 'desc', 'style', 'rect']);
  expect(graphMermaid(empty)).toBe('flowchart LR\n');
});
