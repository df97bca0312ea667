import { createElement, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** An element of HTML or SVG. */
export type Element = VNode;

/** What an element holds: text is escaped when it is rendered, always. */
export type Content = Element | string | number | null | readonly Content[];

/** An attribute that is `null` or `false` is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An element as data. */
export function h(tag: string, attributes: Attributes | null, ...content: Content[]): Element {
  return createElement(tag, attributes as Record<string, string>, ...(content as string[])) as unknown as Element;
}

/** An element whose content is rendered as it is: for our own styles and scripts, and for nothing that a person wrote. */
export function rawElement(tag: 'style' | 'script', attributes: Attributes | null, content: string): Element {
  if (/<\/(?:style|script)/i.test(content)) throw new Error(`What a ${tag} holds would end it.`);
  return createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: content } }) as unknown as Element;
}

/** The text of an element. */
export function markup(element: Element): string {
  return renderToString(element);
}
