import { stepLines } from '../../src/output/steps';

test('the purposes of steps are aligned, and a step without a purpose does not widen the column', () => {
  expect(
    stepLines([['kubectl kustomize a/long/folder'], ['explain app', 'why'], ['new', 'another application']]),
  ).toEqual(['  kubectl kustomize a/long/folder', '  explain app   why', '  new           another application']);
});
