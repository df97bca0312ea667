import { default as MarkdownIt } from 'markdown-it';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { elementsOf, textOf } from './html-text';

/** Markdown with all that GitHub's has and ours may meet: tables, HTML, links that nobody marked. */
const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
// Of addresses without a protocol GitHub sees those of mail alone, and what begins with `www.`, which is looked for below.
markdown.linkify.set({ fuzzyLink: false }).add('//', null);

/** Markdown as a browser has it. */
export function rendered(text: string): DefaultTreeAdapterMap['documentFragment'] {
  return parseFragment(markdown.render(text));
}

/** What GitHub looks for in finished text outside code: to call people, to link, to draw. */
const TRIGGERS =
  /@[\w-]|#\d|:[\w+-]+:|:\/\/|\$.*\$|\bGH-\d|\bCVE-\d|(?<![0-9A-Za-z])[0-9a-f]{7,40}(?![0-9A-Za-z])|www\.\w/i;

/** Pieces of text in which GitHub would find something of its own. */
export function triggersIn(node: DefaultTreeAdapterMap['node']): string[] {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterMap['textNode'];
    return TRIGGERS.test(value) ? [value] : [];
  }
  if (node.nodeName === 'pre' || node.nodeName === 'code') return [];
  return 'childNodes' in node ? node.childNodes.flatMap(triggersIn) : [];
}

/** The elements of finished Markdown by name, each once, in alphabetical order. */
export function namesIn(fragment: DefaultTreeAdapterMap['documentFragment']): string[] {
  return [...new Set(elementsOf(fragment).map(({ tagName }) => tagName))].sort();
}

export { textOf };
