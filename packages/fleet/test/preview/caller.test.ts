import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { load } from 'js-yaml';

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };

/** Returns the caller in the repository of the application; `undefined` where there is none. */
async function caller(spec: object, previews = ''): Promise<unknown> {
  const platform = fs.readFileSync(path.join(ROOT, 'platform.yaml'), 'utf8');
  const cwd = testFolder({ 'platform.yaml': `${platform}\n${previews}\n`, 'apps/web/app.yaml': JSON.stringify(spec) });
  const { root } = await openFleet({ cwd }).scaffold('web');
  const file = path.join(root, '.github/workflows/preview.yml');
  return fs.existsSync(file) ? load(fs.readFileSync(file, 'utf8')) : undefined;
}

test('an application with previews calls the workflow beside that of its delivery', async () => {
  const { delivery } = load(fs.readFileSync(path.join(ROOT, 'platform.yaml'), 'utf8')) as {
    delivery: { workflow: string };
  };
  const workflow = delivery.workflow.replace('_build-and-release.yml', '_preview.yml');
  expect(workflow).not.toBe(delivery.workflow);
  expect(await caller({ ...WEB, preview: true }, 'previews: { from: dev, label: try }')).toMatchObject({
    on: { pull_request: { types: ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled', 'closed'] } },
    permissions: {},
    jobs: {
      preview: {
        if: 'github.event.pull_request.head.repo.full_name == github.repository',
        permissions: { contents: 'read' },
        uses: workflow,
        with: { app: 'web', platform: workflow.split('/').slice(0, 2).join('/'), label: 'try' },
      },
    },
  });
});

test('an application without previews has no such workflow', async () => {
  expect(await caller(WEB, 'previews: { from: dev }')).toBeUndefined();
  expect(await caller({ ...WEB, preview: false })).toBeUndefined();
});
