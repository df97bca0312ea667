import { exposure, image, networkPolicy, privileges, secretAccess, selectors } from './access';
import { podSecurity } from './pod-security';
import type { Guard } from './types';

/** What patches may not break, unless the platform file lifts it. */
export const GUARDS: readonly Guard[] = [
  podSecurity,
  image,
  selectors,
  networkPolicy,
  privileges,
  exposure,
  secretAccess,
];
