import Module, { createRequire } from 'node:module';

/**
 * Loads CDKTF without `archiver`, which comes with 200 modules and takes half of the time. CDKTF calls it only in a process of its own, which zips
 * an asset. Import this before anything that imports CDKTF. Where CDKTF has no such dependency any more, this just loads it.
 */
function loadCdktf(): void {
  const load = createRequire(__filename);
  const archiver = archiverOf(load);
  if (archiver === undefined || load.cache[archiver] !== undefined) return;
  const standIn = new Module(archiver);
  standIn.loaded = true;
  load.cache[archiver] = standIn;
  try {
    load('cdktf');
  } finally {
    // Whoever else needs it gets it.
    delete load.cache[archiver];
  }
}

function archiverOf(load: NodeJS.Require): string | undefined {
  try {
    return createRequire(load.resolve('cdktf')).resolve('archiver');
  } catch {
    return undefined;
  }
}

loadCdktf();
