import { parseLog } from '../../src/release/overlay-log';

const FILE = 'apps/web/deploy/overlays/prod/kustomization.yaml';
const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const NONE = '0'.repeat(40);

/** The output of `git log` for one commit. */
function commit(raw: string): string {
  return `\0${['c'.repeat(40), '1700000000', 'P', 'p@example.org', 'Subject', '', ''].join('\0')}\0\n${raw}\n`;
}

const blobs = (log: string) => parseLog(log, new Set([FILE])).map(({ blob }) => blob);

test('a changed and a removed overlay', () => {
  expect(
    blobs(commit(`:100644 100644 ${A} ${B} M\t${FILE}`) + commit(`:100644 000000 ${B} ${NONE} D\t${FILE}`)),
  ).toEqual([B, undefined]);
});

test('a submodule at the path of an overlay is ignored, and its replacement is read', () => {
  const submodule = commit(`:100644 160000 ${A} ${B} T\t${FILE}`);
  const reverted = commit(`:160000 100644 ${B} ${A} T\t${FILE}`);
  expect(blobs(submodule + reverted)).toEqual([A]);
});

test('a submodule that a merge added is ignored', () => {
  expect(blobs(commit(`::100644 100644 160000 ${A} ${A} ${B} MM\t${FILE}`))).toEqual([]);
});
