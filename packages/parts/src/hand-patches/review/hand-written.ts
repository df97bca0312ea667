import { findingIn, type ObjectPatch, quote, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import { objectPatches } from '../facts';
import { patchedFields } from '../patched-fields';
import type { PatchesPart } from '../types';

const REMEDY =
  'Look at the differences of the objects. A patch stays when a later version changes what it patches: prefer a field of the spec.';

/** The most fields that one finding lists. */
const MOST_FIELDS = 5;

/** Reports patches that a person wrote, where they were added, changed or removed. */
export const handWritten: ReviewRule<PatchesPart, undefined, undefined> = {
  id: 'patched-by-hand',
  rank: 300,
  severity: 'info',
  firesOn: 'A patch in the folder `patches` beside the spec is added, changed or removed.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const base = byFile(pair.base);
      const head = byFile(pair.head);
      if (pair.of.head === undefined) return [];
      const changed = [...head.values()].filter(
        (patch) => JSON.stringify(patch) !== JSON.stringify(base.get(patch.file)),
      );
      const removed = [...base.values()].filter(({ file }) => !head.has(file));
      return [
        ...changed.map((patch) =>
          findingIn(pair, 'info', `${described(patch)} is written by hand: it changes ${fieldsOf(patch)}.`, REMEDY),
        ),
        ...removed.map((patch) =>
          findingIn(pair, 'info', `${described(patch)}, which was written by hand, is removed.`, REMEDY),
        ),
      ];
    }),
};

function byFile(facts: PatchesPart | undefined): ReadonlyMap<string, ObjectPatch> {
  const patches = facts === undefined ? [] : objectPatches(facts);
  return new Map(patches.map((patch) => [patch.file, patch]));
}

function described({ file, target: { kind, name } }: ObjectPatch): string {
  return `The patch ${quote(file)} of ${name === undefined ? `every ${kind}` : `${kind}/${name}`}`;
}

function fieldsOf(patch: ObjectPatch): string {
  const fields = patchedFields(patch);
  const shown = fields.slice(0, MOST_FIELDS).map((field) => `\`${field}\``);
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ') || 'nothing';
}
