import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** Markdown as GitHub and then a browser have it: parsed by the rules of GitHub Flavored Markdown. */
export function githubHtml(texts: readonly string[]): DefaultTreeAdapterMap['documentFragment'][] {
  const printed = execFileSync(process.execPath, [join(__dirname, 'print-html.mjs')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return (JSON.parse(printed) as string[]).map((html) => parseFragment(html));
}

/** What GitHub looks for in the finished text: mentions, references, commits, addresses, emoji, formulas. */
const TRIGGERS = [
  /(?<![\p{L}\p{N}_`])@[a-z\d]/iu,
  /(?<![\p{L}\p{N}_])#\d/u,
  /[\w-]+\/[\w.-]+#\d/,
  /\bGH-\d/i,
  /\bCVE-\d/i,
  /(?<![\dA-Za-z])[\da-fA-F]{7,40}(?![\dA-Za-z])/,
  /https?:\/\/|www\.\w/i,
  /:[\w+-]+:/,
  /\$[^$]+\$/,
];

/** Elements whose text GitHub does not interpret. */
const QUIET = new Set(['code', 'pre']);

/**
 * Texts that GitHub would interpret after it decoded the entities: mentions, references, links. GitHub looks at each text node, so an
 * inline element ends a text for it.
 */
export function triggeredTexts(node: Node): string[] {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterMap['textNode'];
    return TRIGGERS.some((trigger) => trigger.test(value)) ? [value] : [];
  }
  if (QUIET.has(node.nodeName)) return [];
  return 'childNodes' in node ? node.childNodes.flatMap(triggeredTexts) : [];
}

/** The outline of a document: the names of its elements, one inside another, without their text. */
export function outline(node: Node): string {
  const children = 'childNodes' in node ? node.childNodes.map(outline).filter((inner) => inner !== '') : [];
  if (node.nodeName.startsWith('#')) return node.nodeName === '#comment' ? '<!---->' : children.join(' ');
  return children.length === 0 ? node.nodeName : `${node.nodeName}(${children.join(' ')})`;
}
