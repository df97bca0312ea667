import { counted, type PartReview } from '@goldenpath/extension';
import type { FilesPart } from './types';

/** The review of files. */
export const review: PartReview<FilesPart> = {
  graph: ({ name, files }) => ({
    nodes: [
      {
        id: 'files',
        kind: 'files',
        name,
        facts: [counted(files.length, 'file')],
        objects: [`ConfigMap/${name}`],
      },
    ],
    links: [{ from: 'workload', to: 'files' }],
  }),
  graphRank: 42,
  fields: [
    { path: 'files', rank: 447, inEnvironment: (facts, [name = '']) => facts?.files.find(({ path }) => path === name) },
  ],
  plainTexts: ({ files }) => ({ args: files.map(({ content }) => content) }),
};
