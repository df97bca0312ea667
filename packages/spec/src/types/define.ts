import type { WrittenAppSpec } from './app';
import type { WrittenPlatform } from './platform';

/** Types the spec of one application in `app.ts`: `export default defineApp({ … })`. Returns it as it is. */
export function defineApp<Spec extends WrittenAppSpec>(spec: Spec): Spec {
  return spec;
}

/** Types the platform file in `platform.ts`: `export default definePlatform({ … })`. Returns it as it is. */
export function definePlatform<Platform extends WrittenPlatform>(platform: Platform): Platform {
  return platform;
}
