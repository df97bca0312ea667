import { findingIn, type ObjectPatch, quote, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import { objectPatches } from '../facts';
import { patchedFields } from '../patched-fields';
import type { PatchesPart } from '../types';
import { fileChanges } from './file-changes';

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
      if (pair.of.head === undefined) return [];
      const { changed, removed } = fileChanges(patchesOf(pair.base), patchesOf(pair.head));
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

function patchesOf(facts: PatchesPart | undefined): readonly ObjectPatch[] {
  return facts === undefined ? [] : objectPatches(facts);
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
