import type { Registry } from '@goldenpath/extension';
import { type Graph, type Review, type FleetVersions, appGraph, fleetGraph } from '@goldenpath/review';
import { graphElement } from '../graph/svg';
import { type Element, h } from '../text/element';
import { unique } from '../text/object-groups';
import { byUrgency } from '../text/words';
import { item } from './facets';
import { codeText, section } from './components';

/** The page draws at most this many applications. */
const MOST_PICTURES = 6;

/** Returns the section with the graphs: the most urgent applications with their changes coloured, and the dependencies between them. */
export function picturesSection(review: Review, { base, head }: FleetVersions, registry: Registry): Element | null {
  const affected = unique(review.affected.flatMap(({ app }) => app ?? []));
  if (affected.length === 0) return null;
  const change = { base: base.facts, review };
  const urgent = unique(byUrgency(review.findings).flatMap(({ app }) => app ?? [])).filter((app) =>
    affected.includes(app),
  );
  const shown = unique([...urgent, ...affected]).slice(0, MOST_PICTURES);
  const pictures = shown
    .map((name) => ({ name, graph: appGraph(head.facts, name, registry, { change }) }))
    .filter(({ graph }) => graph.nodes.length > 0);
  // With many applications a graph of each is too much. With few, the graph of their dependencies adds nothing.
  const isMany = affected.length > MOST_PICTURES;
  const fleet =
    affected.length > 1
      ? [
          picture(
            fleetGraph(head.facts, { change }),
            'graph-fleet',
            h('span', null, 'Dependencies between applications'),
            isMany,
            [],
          ),
        ]
      : [];
  return section(
    'picture',
    'The picture',
    null,
    legend(),
    isMany ? fleet : [],
    pictures.map(({ name, graph }, index) =>
      picture(graph, `graph-${index}`, codeText(name), !isMany && index === 0, [name]),
    ),
    isMany ? [] : fleet,
    affected.length > shown.length
      ? h(
          'p',
          { class: 'left-out' },
          `Of ${affected.length.toLocaleString('en-US')} applications, this shows the most urgent ${shown.length}; `,
          h('code', null, 'goldenpath graph APP'),
          ' draws any.',
        )
      : null,
  );
}

function picture(graph: Graph, id: string, title: Element, isOpen: boolean, apps: readonly string[]): Element {
  const facets = apps.length === 0 ? {} : item({ apps });
  return h(
    'details',
    { class: 'fold picture', open: isOpen, ...facets },
    h('summary', null, h('span', { class: 'fold-title' }, title)),
    h(
      'div',
      { class: 'scroll', role: 'region', 'aria-label': `Picture: ${graph.title}`, tabindex: '0' },
      graphElement(graph, id),
    ),
  );
}

function legend(): Element {
  const words = { added: '+ added', changed: '~ changed', removed: '− removed', same: 'the same' } as const;
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'What the colours mean' },
    Object.entries(words).map(([status, word]) => h('li', { class: `legend-${status}` }, word)),
  );
}
