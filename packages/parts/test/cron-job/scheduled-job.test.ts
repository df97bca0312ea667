import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

/** S11: the spec of the case. */
const NIGHTLY = {
  kind: 'scheduled-job',
  name: 'publish-inactive',
  description: 'Posts to the API every night',
  owner: 'app-team',
  schedule: '0 2 * * *',
  image: 'curlimages/curl:8.10.1',
  args: ['-XPOST', 'http://alerts-api/alerts/inactive'],
};

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...NIGHTLY, ...spec }]);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`There is no ${environment}.`);
  return render(found);
}

describe('S11: a nightly job', () => {
  test('is a CronJob and its variables, and nothing that serves requests', async () => {
    expect(identities(await objectsOf({}))).toEqual(['CronJob publish-inactive', 'ConfigMap publish-inactive-config']);
  });

  test('never runs twice at once, has an end, and keeps the pods of its tries', async () => {
    const { spec } = objectOf(await objectsOf({}), 'CronJob');
    expect(spec).toMatchObject({
      schedule: '0 2 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: { backoffLimit: 2, activeDeadlineSeconds: 3600, template: { spec: { restartPolicy: 'Never' } } },
      },
    });
  });

  test('runs in a restricted pod with its variables, without ports, checks and a drain', async () => {
    const pod = at(objectOf(await objectsOf({}), 'CronJob'), 'spec.jobTemplate.spec.template.spec');
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          image: NIGHTLY.image,
          args: NIGHTLY.args,
          envFrom: [{ configMapRef: { name: 'publish-inactive-config' } }],
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        },
      ],
    });
    const fields = Object.keys((at(pod, 'containers.0') ?? {}) as object);
    expect(fields.filter((field) => /Probe$|^ports$|^lifecycle$/.test(field))).toEqual([]);
  });

  test('can differ in each environment', async () => {
    const spec = { overrides: { dev: { schedule: '@hourly', suspend: true, activeDeadlineSeconds: 60 } } };
    expect(objectOf(await objectsOf(spec, 'dev'), 'CronJob').spec).toMatchObject({
      schedule: '@hourly',
      suspend: true,
      jobTemplate: { spec: { activeDeadlineSeconds: 60 } },
    });
    expect(objectOf(await objectsOf(spec), 'CronJob').spec).toMatchObject({ schedule: '0 2 * * *', suspend: false });
  });
});

describe('a schedule is refused', () => {
  const cases: readonly [string, SpecData, string[]][] = [
    [
      'with seconds',
      { schedule: '0 0 2 * * *' },
      ['bad-schedule: "0 0 2 * * *" is not a schedule: it has 6 fields, not five.'],
    ],
    [
      'with an hour that no day has',
      { schedule: '0 25 * * *' },
      [expect.stringMatching(/^bad-schedule: "0 25 \* \* \*" is not a schedule: /)],
    ],
    [
      'on a day that never comes',
      { schedule: '0 0 30 2 *' },
      ['bad-schedule: "0 0 30 2 *" is not a schedule: there is no such day.'],
    ],
    [
      'on the seventh day',
      { schedule: '0 0 * * 7' },
      ['bad-schedule: "0 0 * * 7" is not a schedule: days of the week are 0 to 6.'],
    ],
    [
      'on the last day of a month',
      { schedule: '0 0 L * *' },
      ['bad-schedule: "0 0 L * *" is not a schedule: Kubernetes does not know `L`.'],
    ],
    [
      'in a form of its own',
      { schedule: '@every 5m' },
      ['bad-schedule: "@every 5m" is not a schedule: Kubernetes does not know this short form.'],
    ],
    [
      'with its time zone',
      { schedule: 'TZ=UTC 0 0 * * *' },
      ['bad-schedule: "TZ=UTC 0 0 * * *" is not a schedule: it has a time zone.'],
    ],
    [
      'in one environment',
      { overrides: { dev: { schedule: 'nightly' } } },
      ['bad-schedule: "nightly" is not a schedule in dev: it has 1 field, not five.'],
    ],
    [
      'in a zone that does not exist',
      { timeZone: 'Europe/Londn' },
      ['unknown-time-zone: There is no time zone "Europe/Londn".'],
    ],
    [
      'in a zone in another case',
      { timeZone: 'europe/london' },
      ['unknown-time-zone: There is no time zone "europe/london".'],
    ],
    ['that is not there', { schedule: undefined }, ['missing-field: `schedule` is missing.']],
    [
      'with the fields of a service',
      { replicas: 2 },
      ['field-of-another-kind: `replicas` does not belong to the kind scheduled-job.'],
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...NIGHTLY, ...spec })).toEqual(expected);
  });

  test.each(['*/5 * * * *', '0 8-18/2 * * MON-FRI', '5,35 0 1 jan ?', '@midnight', '0 2 * * SUN,WED', '15 3 1-7 * *'])(
    'but not %s',
    async (schedule) => {
      expect(await complaintsAbout({ ...NIGHTLY, schedule })).toEqual([]);
    },
  );

  test('and other applications cannot call a job', async () => {
    const shop = { kind: 'stateless-app', name: 'shop', description: 'x', owner: 'app-team', uses: [NIGHTLY.name] };
    expect(await complaintsAbout(NIGHTLY, shop)).toEqual([
      'unreachable-use: "publish-inactive" cannot be called: it has no Service.',
    ]);
  });
});
