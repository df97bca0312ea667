/**
 * Whether tables with expensive rows are tested in full: in CI, which `.ci/run` sets, and when golden files are written. Elsewhere `npm test`
 * samples them.
 */
export const RUNS_EVERYTHING = isSet('CI') || process.env['UPDATE_GOLDEN'] === '1';

function isSet(name: string): boolean {
  return !['', 'false', '0', undefined].includes(process.env[name]);
}
