import { type AppContext, bytes, quote, type Rule, type Settings } from '@goldenpath/extension';
import { checkQuantities, type Quantity } from '../quantities';
import { partSettings } from '../settings';

const TAKEN_MOUNT_PATHS = ['/tmp', '/proc', '/sys', '/dev'];

export const mountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: ({ spec: { general } }) => {
    const mountPath = partSettings(general).storage?.mountPath;
    if (mountPath === undefined) return [];
    const segments = mountPath.split('/').slice(1);
    const problem = (message: string, remedy: string) => [{ path: ['storage', 'mountPath'], message, remedy }];
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      return problem(`${quote(mountPath)} is not a plain path.`, 'Write it without `.`, `..` and empty parts.');
    const taken = TAKEN_MOUNT_PATHS.find((path) => mountPath === path || mountPath.startsWith(`${path}/`));
    if (taken !== undefined)
      return problem(`${taken} is already in use in every pod.`, 'Mount the volume elsewhere, such as `/data`.');
    return [];
  },
};

export const volumeSizeCanBeHad: Rule<AppContext> = {
  name: 'impossible-quantity',
  check: (context) => checkQuantities(context, sizeOf),
};

function sizeOf(settings: Settings): Quantity[] {
  const { storage } = partSettings(settings);
  if (storage === undefined) return [];
  return [{ path: ['storage', 'size'], text: storage.size, size: bytes(storage.size), least: 1 }];
}

export const rules: readonly Rule<AppContext>[] = [mountPathIsFree, volumeSizeCanBeHad];
