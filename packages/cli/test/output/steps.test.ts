import { stepLines } from '../../src/output/steps';

test('what steps are for stands in one column, which a step without it does not move', () => {
  expect(
    stepLines([['kubectl kustomize a/long/folder'], ['explain app', 'why'], ['new', 'another application']]),
  ).toEqual(['  kubectl kustomize a/long/folder', '  explain app   why', '  new           another application']);
});
