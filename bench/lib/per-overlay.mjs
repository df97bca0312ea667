import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureProgram } from './measure.mjs';

const AT_ONCE = 2;
const CHART = fileURLToPath(new URL('../chart', import.meta.url));

/** What Argo CD, or a person with kustomize alone, does with the same overlays. */
export function measureKustomize(overlays, sampleSize) {
  return measurePerOverlay(overlays, sampleSize, ({ folder }) => ['kubectl', ['kustomize', folder]]);
}

/** The same of a chart that is much smaller than the manifests: helm's time is that of its process. */
export function measureHelm(overlays, sampleSize) {
  return measurePerOverlay(overlays, sampleSize, ({ app, environment }) => [
    'helm',
    ['template', app, CHART, '--set', `environment=${environment}`],
  ]);
}

/** Every overlay below an output folder. */
export function overlaysBelow(output) {
  const apps = path.join(output, 'gitops', 'apps');
  return readdirSync(apps).flatMap((app) => {
    const overlays = path.join(apps, app, 'deploy', 'overlays');
    const environments = existsSync(overlays) ? readdirSync(overlays) : [];
    return environments.map((environment) => ({ app, environment, folder: path.join(overlays, environment) }));
  });
}

/**
 * Runs a process for each overlay, two at a time.
 *
 * @returns seconds and CPU for all overlays, extrapolated from a sample spread evenly over them; `undefined` where the program is not
 *   installed.
 */
async function measurePerOverlay(overlays, sampleSize, command) {
  const step = Math.max(1, Math.floor(overlays.length / sampleSize));
  const sample = overlays.filter((_, index) => index % step === 0).slice(0, sampleSize);
  if (!isInstalled(command(sample[0])[0])) return undefined;
  const runs = [];
  const buildInTurn = async (lane) => {
    for (let index = lane; index < sample.length; index += AT_ONCE)
      runs.push(await measureProgram(...command(sample[index])));
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => buildInTurn(lane)));
  const factor = overlays.length / sample.length;
  const seconds = ((performance.now() - start) / 1000) * factor;
  return { seconds, ...usageOf(runs, factor), sampled: sample.length, overlays: overlays.length };
}

function usageOf(runs, factor) {
  if (runs.some(({ cpuSeconds }) => cpuSeconds === undefined)) return {};
  const cpuSeconds = runs.reduce((sum, run) => sum + run.cpuSeconds, 0) * factor;
  return { cpuSeconds, peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)) * AT_ONCE };
}

function isInstalled(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}
