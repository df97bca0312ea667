import type { PartReview } from '@goldenpath/extension';
import type { PatchesPart } from '../types';
import { handWritten } from './hand-written';

/** The review of patches. What they change is among the objects that differ. */
export const review: PartReview<PatchesPart> = {
  rules: [handWritten],
  // A guard decides whether a patch is valid, and nothing that is generated.
  platformFields: [{ path: 'liftedGuards' }],
  files: ({ patches }) => Object.fromEntries(patches.map(({ file, content }) => [file, content])),
  plainTexts: ({ patches }) => ({ args: patches.map(({ content }) => content) }),
};
