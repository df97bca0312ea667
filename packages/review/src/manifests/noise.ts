import { quantityOf } from '@goldenpath/extension';
import type { Difference } from '../values/differences';

/** A difference of objects that is irrelevant to a reviewer, and why. */
interface NoiseRule {
  readonly because: string;
  /**
   * @param changed - The differing objects of the same application and environment, as `Kind/name`.
   */
  matches(difference: Difference, changed: ReadonlySet<string>): boolean;
}

const CHECKSUM = 'goldenpath.io/configuration-checksum';

/** Differences that are left out. Everything else is shown. */
const NOISE: readonly NoiseRule[] = [
  {
    because:
      'The checksum of the configuration changes with every value of the ConfigMap, and the values themselves are shown.',
    matches: ({ fields }, changed) =>
      fields.at(-1) === CHECKSUM &&
      fields.at(-2) === 'annotations' &&
      [...changed].some((name) => name.startsWith('ConfigMap/')),
  },
  {
    because:
      'The same quantity in other words, such as `1` and `1000m`: Kubernetes takes them for the same and rolls nothing.',
    matches: ({ fields, before, after }) => {
      if (!fields.some((field) => field === 'resources' || field === 'sizeLimit')) return false;
      const amount = quantityOf(before);
      return amount !== undefined && amount === quantityOf(after);
    },
  },
];

export function isNoise(difference: Difference, changed: ReadonlySet<string>): boolean {
  return NOISE.some((rule) => rule.matches(difference, changed));
}
