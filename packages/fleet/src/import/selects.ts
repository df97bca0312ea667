import { isMap } from '@goldenpath/extension';

/** Whether all labels of a selector are among those of the pods. */
export function selects(selector: unknown, labels: unknown): boolean {
  if (!isMap(selector) || !isMap(labels)) return false;
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}
