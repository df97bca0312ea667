import path from 'node:path';
import { measureFloor } from './floor.mjs';
import { measureHelm, measureKustomize, overlaysBelow } from './per-overlay.mjs';
import { measurePlain } from './plain.mjs';

/** Measures what a user could run instead, if it is installed, and the lower limit: the bytes alone. */
export async function measureAlternatives(count, { output, folder, sample }) {
  const own = path.join(folder, `instead-${count}`);
  const floor = measureFloor(output, path.join(own, 'floor'));
  const plain = await measurePlain(count, own);
  const overlays = overlaysBelow(output);
  return {
    floor,
    ...plain,
    kustomize: await measureKustomize(overlays, sample),
    helm: await measureHelm(overlays, sample),
  };
}
