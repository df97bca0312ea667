import { definePart } from '@goldenpath/extension';

/** The database credentials of the pods, from the secret store. */
export const credentials = definePart({
  name: 'credentials',
  description: 'The database credentials of the pods, from the secret store.',
  needs: ['database'],
});
