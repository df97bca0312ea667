import type { WrittenSchema } from '@goldenpath/fleet';
import { fileStateText } from '../../output/file-state';

/** Returns the state of each schema, one per line. */
export function schemasText(schemas: readonly WrittenSchema[], cwd: string): string {
  return schemas.map((each) => fileStateText(each, 'schema', cwd)).join('');
}
