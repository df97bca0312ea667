import { run } from '@goldenpath/cli';
import { contextOf } from './context';

/** Runs a command whose output fails with an error of the system. */
async function failingWith(code: string, path?: string): Promise<{ readonly code: number; readonly said: string }> {
  const context = contextOf('/', false);
  const error = Object.assign(new Error(`${code}: refused`), { code, ...(path !== undefined && { path }) });
  const stdout = () => {
    throw error;
  };
  return { code: await run(['completion', 'bash'], { ...context, stdout }), said: context.printed.join('') };
}

test.each([
  ['EACCES', 'there is no permission'],
  ['EPERM', 'there is no permission'],
  ['EROFS', 'its file system is read-only'],
])('a path that the system refuses with %s is an error of the user', async (code, why) => {
  expect(await failingWith(code, '/fleet/.goldenpath')).toEqual({
    code: 1,
    said: `error: /fleet/.goldenpath cannot be read or written: ${why}. Give this user access to it and to the folders above it, and run this again.\n`,
  });
});

test('a refusal that names no path is a bug', async () => {
  expect(await failingWith('EPERM')).toMatchObject({ code: 2 });
  expect(await failingWith('EBADF', '/fleet')).toMatchObject({ code: 2 });
});
