import { holdProcess } from '../../src/code/hold-process';

test('the code cannot end the process, which would look like success', () => {
  const { exit } = process;
  expect(() => holdProcess(() => process.exit(0))).toThrow('process.exit was called');
  expect(process.exit).toBe(exit);
});

test('the code cannot write into the answer, because its output goes to stderr', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const answered = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(holdProcess(() => process.stdout.write('noise'))).toBe(true);
    process.stdout.write('answer');
    expect(said.mock.calls).toEqual([['noise']]);
    expect(answered.mock.calls).toEqual([['answer']]);
  } finally {
    said.mockRestore();
    answered.mockRestore();
  }
});
