import { Workbench, type Stack } from './support/terraform';
import { testFolder } from './support/folder';

/** Types without a description in the simulator, one of them with nested blocks. */
const stack: Stack = {
  terraform: {
    required_providers: {
      aws: { source: 'aws' },
      github: { source: 'integrations/github' },
      random: { source: 'hashicorp/random' },
    },
  },
  provider: { aws: [{ region: 'eu-west-1' }], github: [{ owner: 'acme' }] },
  resource: {
    aws_sqs_queue: { jobs: { name: 'jobs' } },
    aws_vpc: { net: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: { a: { vpc_id: '${aws_vpc.net.id}', cidr_block: '10.0.1.0/24' } },
    aws_dynamodb_table: {
      t: { name: 't', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] },
    },
    aws_lambda_function: {
      f: {
        function_name: 'f',
        role: 'r',
        runtime: 'nodejs20.x',
        handler: 'x',
        filename: 'x.zip',
        environment: { variables: { QUEUE: '${aws_sqs_queue.jobs.url}' } },
      },
    },
    aws_wafv2_web_acl: {
      w: {
        scope: 'REGIONAL',
        default_action: { allow: {} },
        visibility_config: { cloudwatch_metrics_enabled: true, metric_name: 'a', sampled_requests_enabled: true },
      },
    },
    github_issue_label: { l: { repository: 'app', name: 'bug', color: 'ff0000' } },
    random_pet: { p: { length: 2 } },
  },
  data: { aws_availability_zones: { all: {} } },
};

test('every type of the installed providers is served, and the second start reads the cache of the first', async () => {
  const cache = testFolder();
  for (const round of ['first', 'second']) {
    const bench = await Workbench.open({ app: stack }, { types: undefined as never, cache });
    await bench.init('app');
    const applied = await bench.apply('app');
    expect([round, applied.output]).toEqual([round, expect.stringContaining('8 added')]);
    expect(await bench.plan('app')).toMatchObject({ code: 0 });
    expect((await bench.terraform('app', 'destroy', '-auto-approve', '-no-color')).output).toContain('8 destroyed');
    await bench.simulator.stop();
  }
}, 120_000);
