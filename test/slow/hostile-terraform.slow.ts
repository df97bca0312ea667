import { appStacks } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { run } from '@goldenpath/testing/command';
import { testFolder } from '@goldenpath/testing/folders';
import { HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { openWritten } from '@goldenpath/testing/written-fleet';

const TERRAFORM = process.env['GOLDENPATH_TERRAFORM'] ?? 'terraform';
const lines = Object.entries(HOSTILE_LINES).map(([what, text], index) => ({ what, text, app: `line-${index}` }));

let evaluated: Record<string, { value: string }>;

/** Terraform evaluates the description of each application's repository, taken from its stack as it is. */
beforeAll(async () => {
  const common = { kind: 'stateless-app', owner: 'app-team', environments: ['dev'] };
  const { facts } = await openWritten(lines.map(({ app, text }) => ({ ...common, name: app, description: text })));
  const output = facts.apps.map((app) => {
    const [stack] = appStacks(app, facts.platform, builtInRegistry);
    const { resource } = JSON.parse(stack?.content ?? '') as {
      resource: { github_repository: { repository: { description: string } } };
    };
    return [app.name, { value: resource.github_repository.repository.description }] as const;
  });
  const folder = testFolder({ 'main.tf.json': JSON.stringify({ output: Object.fromEntries(output) }) });
  const terraform = (...args: string[]) =>
    run(TERRAFORM, args, { cwd: folder, env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
  expect(await terraform('init', '-input=false')).toMatchObject({ code: 0 });
  expect(await terraform('apply', '-input=false', '-auto-approve', '-no-color')).toMatchObject({ code: 0 });
  const { stdout } = await terraform('output', '-json');
  evaluated = JSON.parse(stdout) as typeof evaluated;
}, 60_000);

test.each(lines)('Terraform takes $what literally', ({ app, text }) => {
  // Terraform normalises every string.
  expect(evaluated[app]?.value).toBe(text.normalize('NFC'));
});
