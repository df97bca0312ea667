import { image, networkPolicy, privileges, selectors } from './access';
import { exposure } from './exposure';
import { podSecurity } from './pod-security';
import { secretAccess } from './secret-access';
import type { Guard } from './types';
import { volumeAccess } from './volume-access';

/** What patches may not break, unless the platform file lifts it. */
export const GUARDS: readonly Guard[] = [
  podSecurity,
  image,
  selectors,
  networkPolicy,
  privileges,
  exposure,
  secretAccess,
  volumeAccess,
];
