import type { Aws } from '../platform';
import { literal } from './literal';

/** Returns what an organisation demands of every IAM role in an account: its path and its permissions boundary, where it has them. */
export function roleSettings({ rolePath, permissionsBoundary }: Aws): {
  readonly path?: string;
  readonly permissionsBoundary?: string;
} {
  return {
    ...(rolePath !== undefined && { path: literal(rolePath) }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary: literal(permissionsBoundary) }),
  };
}
