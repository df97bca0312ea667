import { isUserError, UserError } from '@goldenpath/errors';

const location = { file: 'app.yaml', line: 3, column: 7, text: 'port: 80a', length: 3 };

class BranchError extends UserError {}

function anotherCopy(): typeof import('@goldenpath/errors') {
  let copy: typeof import('@goldenpath/errors') | undefined;
  jest.isolateModules(() => (copy = jest.requireActual('@goldenpath/errors')));
  return copy as typeof import('@goldenpath/errors');
}

describe('UserError', () => {
  test('has the summary and the remedy as its message', () => {
    expect(new UserError('The port is not a number.', 'Write a number.').message).toBe(
      'The port is not a number. Write a number.',
    );
  });

  test('keeps its cause, its code and its location', () => {
    const cause = new Error('EACCES');
    const error = new UserError('a', 'b', { cause, code: 'no-permission', location });
    expect(error).toMatchObject({ cause, code: 'no-permission', location, name: 'UserError' });
  });

  test('gives a subclass its own name', () => {
    expect(new BranchError('a', 'b').name).toBe('BranchError');
  });

  test('has no code and no location when none is given', () => {
    expect(new UserError('a', 'b').toJSON()).toEqual({ userError: true, name: 'UserError', summary: 'a', remedy: 'b' });
  });
});

describe('isUserError', () => {
  test('accepts a UserError and its subclasses', () => {
    expect([new UserError('a', 'b'), new BranchError('a', 'b')].map(isUserError)).toEqual([true, true]);
  });

  test('accepts an error of another copy of the module', () => {
    const copy = anotherCopy();
    const error = new copy.UserError('a', 'b');
    expect(error).not.toBeInstanceOf(UserError);
    expect(isUserError(error)).toBe(true);
  });

  test.each([[new Error('a')], [{ summary: 'a', remedy: 'b' }], ['a'], [null], [undefined]])('rejects %p', (value) => {
    expect(isUserError(value)).toBe(false);
  });
});

describe('the data of a UserError', () => {
  test('survives a structured clone, which passes it to another thread', () => {
    const error = new BranchError('The branch moved.', 'Run this again.', { code: 'moved', location });
    const data: unknown = structuredClone(error.toJSON());
    if (!UserError.isData(data)) throw new Error('The clone is not the data of a UserError.');
    const revived = UserError.fromData(data);
    expect(isUserError(revived)).toBe(true);
    expect(revived.toJSON()).toEqual(error.toJSON());
    expect(revived.message).toBe('The branch moved. Run this again.');
  });

  test.each([[{}], [null], ['userError'], [{ userError: 'yes' }]])('is not %p', (value) => {
    expect(UserError.isData(value)).toBe(false);
  });
});
