import { compileLater } from '../src/engine-flags';
import { run } from '../src/run';
import { runMain } from '../src/run-main';

jest.mock('../src/engine-flags');
jest.mock('../src/run');
jest.mock('../src/process-context', () => ({ processContext: () => ({}) }));

test('a run asks V8 to optimise later, before anything else', () => {
  jest.spyOn(process, 'on').mockReturnThis();
  const asked: boolean[] = [];
  jest.mocked(run).mockImplementation(() => {
    asked.push(jest.mocked(compileLater).mock.calls.length === 1);
    // Never done: it would end this process.
    return new Promise(() => {});
  });
  runMain(['synth']);
  expect(asked).toEqual([true]);
});
