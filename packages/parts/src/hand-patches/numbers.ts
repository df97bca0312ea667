import { isMap, type Problem } from '@goldenpath/extension';

/** Returns the numbers that would come out as something else: `.inf` has no form in JSON, and 2^53 + 1 is read as 2^53. */
export function numberProblems(
  value: unknown,
  path: Problem['path'] = [],
): Pick<Problem, 'path' | 'message' | 'remedy'>[] {
  if (typeof value === 'number') {
    const remedy = 'Write another number.';
    if (!Number.isFinite(value)) return [{ path, message: 'This is not a number that JSON has.', remedy }];
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      return [{ path, message: 'This whole number is too large to be kept exactly.', remedy }];
    return [];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => numberProblems(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => numberProblems(item, [...path, field]));
}
