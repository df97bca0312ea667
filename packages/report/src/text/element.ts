import { createElement, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** An element of HTML or SVG. */
export type Element = VNode;

/** The content of an element. Text is always escaped when it is rendered. */
export type Content = Element | string | number | null | readonly Content[];

/** Attributes with the value `null` or `false` are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** Creates an element. */
export function h(tag: string, attributes: Attributes | null, ...content: Content[]): Element {
  return createElement(tag, attributes as Record<string, string>, ...(content as string[])) as unknown as Element;
}

/** Creates an element whose content is not escaped. Only for this package's own styles and scripts, never for text from users. */
export function rawElement(tag: 'style' | 'script', attributes: Attributes | null, content: string): Element {
  if (/<\/(?:style|script)/i.test(content))
    throw new Error(`The content of the ${tag} element contains a closing tag.`);
  return createElement(tag, { ...attributes, dangerouslySetInnerHTML: { __html: content } }) as unknown as Element;
}

/** Renders an element as text. */
export function markup(element: Element): string {
  return renderToString(element);
}
