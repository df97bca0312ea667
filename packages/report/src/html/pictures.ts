import type { Registry } from '@goldenpath/extension';
import { type Graph, type Review, type FleetVersions, appGraph, fleetGraph } from '@goldenpath/review';
import { graphElement } from '../graph/svg';
import { type Element, h } from '../text/element';
import { unique } from '../text/object-groups';
import { byUrgency } from '../text/words';
import { item } from './facets';
import { codeText, section } from './components';

/** More pictures of single applications than this are no pictures any more. */
const MOST_PICTURES = 6;

/** The applications with what changes coloured, the most urgent ones; and who uses whom, where there are several. */
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
  // Of many applications none says much; of few, who uses whom does not.
  const isMany = affected.length > MOST_PICTURES;
  const fleet =
    affected.length > 1
      ? [picture(fleetGraph(head.facts, { change }), 'graph-fleet', h('span', null, 'Who uses whom'), isMany, [])]
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
          `Of ${affected.length.toLocaleString('en-US')} applications, the most urgent ${shown.length}; `,
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
    Object.entries(words).map(([standing, word]) => h('li', { class: `legend-${standing}` }, word)),
  );
}
