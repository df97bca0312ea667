import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { bootstrapText } from '../../../src/commands/bootstrap/render';
import { contextOf } from '../../context';

const EXAMPLES = join(__dirname, '..', '..', '..', '..', '..', 'examples');

async function textOf(example: string): Promise<string> {
  const cwd = join(EXAMPLES, example);
  const fleet = openFleet({ cwd });
  try {
    return bootstrapText(await fleet.bootstrap({ out: testFolder() }), false, contextOf(cwd, false));
  } finally {
    fleet.close();
  }
}

test.each([
  ['with one account', 'small', 0],
  ['with several accounts', 'acme', 1],
])('%s (%s), the text says whether to repeat the steps', async (_case, example, times) => {
  const text = await textOf(example);
  expect(text).toContain('goldenpath bootstrap deploy --local-state');
  expect(text.split('once for each account, with its credentials and --account').length - 1).toBe(times);
});
