import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureNode } from './measure.mjs';

/** Measures the construct libraries alone, in a program written by hand. */
export async function measurePlain(count, folder) {
  const measure = (library) => {
    const program = fileURLToPath(new URL(`../plain/${library}.mjs`, import.meta.url));
    return measureNode([program, String(count), path.join(folder, `plain-${library}`)]);
  };
  return { cdk8s: await measure('cdk8s'), cdktf: await measure('cdktf') };
}
