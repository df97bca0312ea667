import { quote } from '@goldenpath/extension';
import type { AppContext, Rule } from './rule';

const TAKEN_MOUNT_PATHS = ['/tmp', '/proc', '/sys', '/dev'];

export const mountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: ({ spec: { general } }) => {
    const mountPath = general.storage?.mountPath;
    if (mountPath === undefined) return [];
    const segments = mountPath.split('/').slice(1);
    const problem = (message: string, remedy: string) => [{ path: ['storage', 'mountPath'], message, remedy }];
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      return problem(`${quote(mountPath)} is not a plain path.`, 'Write it without `.`, `..` and empty parts.');
    const taken = TAKEN_MOUNT_PATHS.find((path) => mountPath === path || mountPath.startsWith(`${path}/`));
    if (taken !== undefined)
      return problem(`${taken} is taken in every pod.`, 'Mount the volume elsewhere, such as `/data`.');
    return [];
  },
};
