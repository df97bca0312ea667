import { definePart } from '@goldenpath/extension';

/** The application's repository on GitHub. */
export const repository = definePart({
  name: 'repository',
  description: "The application's repository on GitHub.",
  needs: ['registry'],
});
