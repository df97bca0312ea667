import { UserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';

/** @throws UserError where the fleet was opened on a snapshot: its specs, which may be code, must not be read. */
export function assertSpecs({ snapshot }: Pick<FleetContext, 'snapshot'>): void {
  if (snapshot === undefined) return;
  throw new UserError(
    'This operation needs the specs, and a snapshot has none.',
    'Run it without `--snapshot`, in a job without credentials.',
  );
}
