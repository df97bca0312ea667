export { graphMermaid } from './graph/mermaid';
export { graphSvg } from './graph/svg';
export { reviewPage } from './html/page';
export { COMMENT_MARKER, type MarkdownOptions, reviewMarkdown } from './markdown/markdown';
