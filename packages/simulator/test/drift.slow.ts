import { Workbench, type Stack } from './support/terraform';

const stack: Stack = {
  terraform: { required_providers: { aws: { source: 'aws' } } },
  provider: { aws: [{ region: 'eu-west-1', default_tags: [{ tags: { team: 'a' } }] }] },
  resource: {
    aws_ecr_repository: { r: { name: 'app', image_tag_mutability: 'IMMUTABLE', tags: { id: 'app' } } },
    aws_security_group: { g: { name: 'pg', vpc_id: 'vpc-1' } },
  },
};

let bench: Workbench;

beforeAll(async () => {
  bench = await Workbench.open({ app: stack });
  await bench.init('app');
  expect(await bench.apply('app')).toMatchObject({ code: 0 });
}, 30_000);

afterAll(() => bench.simulator.stop());

test('a change outside Terraform shows as drift, and is reverted', async () => {
  bench.simulator.account.tamper('aws_ecr_repository', 'eu-west-1/app', { image_tag_mutability: 'MUTABLE' });
  const { code, output } = await bench.plan('app');
  expect(code).toBe(2);
  expect(output).toMatch(/image_tag_mutability\s+= "MUTABLE" -> "IMMUTABLE"/);
  expect((await bench.apply('app')).output).toContain('0 added, 1 changed, 0 destroyed');
  expect(await bench.plan('app')).toMatchObject({ code: 0 });
}, 30_000);

test('a resource deleted outside Terraform is created again', async () => {
  const [group] = bench.simulator.account.all('aws_security_group');
  bench.simulator.account.destroy('aws_security_group', group?.key ?? '');
  expect((await bench.apply('app')).output).toContain('1 added, 0 changed, 0 destroyed');
  expect(await bench.plan('app')).toMatchObject({ code: 0 });
}, 30_000);

test('an existing resource can be imported into a stack that no longer has it in its state', async () => {
  expect(await bench.terraform('app', 'state', 'rm', 'aws_ecr_repository.r')).toMatchObject({ code: 0 });
  expect((await bench.apply('app')).output).toContain('RepositoryAlreadyExistsException');
  expect(await bench.terraform('app', 'import', 'aws_ecr_repository.r', 'app')).toMatchObject({ code: 0 });
  expect(await bench.plan('app')).toMatchObject({ code: 0 });
}, 30_000);

test('every stack can be destroyed', async () => {
  expect((await bench.terraform('app', 'destroy', '-auto-approve', '-no-color')).output).toContain('2 destroyed');
  expect(bench.simulator.account.types()).toEqual([]);
}, 30_000);
