import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** All text below a node, as a browser has it. */
export function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
  return childrenOf(node).map(textOf).join('');
}

/** The names of all elements of a piece of HTML, in their order. */
export function elementNames(html: string): string[] {
  return elementsOf(parseFragment(html)).map(({ tagName }) => tagName);
}

/** All elements below a node, in their order. */
export function elementsOf(node: Node): DefaultTreeAdapterMap['element'][] {
  return childrenOf(node).flatMap((child) => [...('tagName' in child ? [child] : []), ...elementsOf(child)]);
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}
