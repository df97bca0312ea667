import type { Path } from '@goldenpath/extension';

/** Converts a JSON pointer (RFC 6901) to a path. Steps into lists become numbers. */
export function pathOfPointer(pointer: string, root: unknown): Path {
  if (pointer === '') return [];
  let current = root;
  return pointer
    .slice(1)
    .split('/')
    .map((escaped) => {
      const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const inList = Array.isArray(current);
      current = (current as Record<string, unknown> | null | undefined)?.[step];
      return inList ? Number(step) : step;
    });
}
