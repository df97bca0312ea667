import { assertRuns, findBinaries } from './binaries';

/**
 * Checks that an embedded server can run on this machine. It starts none.
 *
 * @throws UserError with the code `embedded-missing` where it cannot.
 */
export async function checkEmbeddedServer(): Promise<void> {
  await assertRuns(findBinaries({ byOthers: false, copyTo: '' }));
}
