import { definePart } from '@goldenpath/extension';
import { repositoryOnce } from './facts';

/** The application's repository on GitHub. */
export const repository = definePart({
  name: 'repository',
  description: "The application's repository on GitHub.",
  needs: ['registry'],
  facts: () => undefined,
  once: repositoryOnce,
  gitRepository: ({ organisation, name }) => ({ organisation, name }),
  uniqueNamesOnce: ({ name }) => [
    { rule: 'repository-taken', what: `the repository "${name}"`, path: ['name'], remedy: 'Rename one of the two.' },
  ],
  stackScopes: ['once'],
  insertsNames: true,
  stacks: () => require('./stack') as typeof import('./stack'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
