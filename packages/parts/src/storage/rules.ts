import { type AppContext, bytes, type Rule, type Settings } from '@goldenpath/extension';
import { mountPathProblem } from '../mount-paths';
import { checkQuantities, type Quantity } from '../quantities';
import { partSettings } from '../settings';

export const mountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: ({ spec: { general } }) => {
    const mountPath = partSettings(general).storage?.mountPath;
    const problem = mountPath === undefined ? undefined : mountPathProblem(mountPath, 'volume', '/data');
    return problem === undefined ? [] : [{ path: ['storage', 'mountPath'], ...problem }];
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
