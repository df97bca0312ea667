import { definePart } from '@goldenpath/extension';

/** A PostgreSQL database, on the shared instance of its environment or on one of its own. */
export const database = definePart({
  name: 'database',
  description: 'A PostgreSQL database, on the shared instance of its environment or on one of its own.',
});
