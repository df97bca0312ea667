export { graphMermaid } from './graph/mermaid';
export { graphSvg } from './graph/svg';
export { reviewPage } from './html/page';
export { COMMENT_MARKER, type MarkdownOptions, reviewMarkdown } from './markdown/markdown';
export { type Paint as TerminalPaint } from './terminal/lines';
export { code as markdownCode, row as markdownRow } from './markdown/text';
export { reviewText, type TerminalOptions } from './terminal/terminal';
