import { appliedAddressIn, problemsIn } from '../src/runs/events';

const line = (diagnostic: object) => JSON.stringify({ '@level': 'error', type: 'diagnostic', diagnostic });

test('errors and warnings have the address of the resource if Terraform reports it', () => {
  const output = [
    '{"type":"version","terraform":"1.11.4"}',
    'Some words, and a line that was cut: ',
    line({ severity: 'warning', summary: 'old', detail: '' }),
    line({
      severity: 'error',
      summary: 'no',
      detail: ' because ',
      address: 'aws_x.y',
      snippet: { code: 'password = "secret"' },
    }),
    line({ severity: 'error', summary: 'bad', detail: '', snippet: { context: 'resource.aws_x.z' } }),
    line({ severity: 'error', summary: 'bad', detail: '', snippet: { context: 'resource.aws_x' } }),
    line({
      severity: 'error',
      summary: 'Instance cannot be destroyed',
      detail: 'Resource aws_x.w has lifecycle.prevent_destroy set, but',
    }),
    line({ severity: 'error', summary: 'Terraform encountered problems during initialisation, including', detail: '' }),
    '{"type":"diagnostic","diag',
  ].join('\n');
  expect(problemsIn(output)).toEqual([
    { severity: 'warning', summary: 'old', detail: '' },
    { severity: 'error', address: 'aws_x.y', summary: 'no', detail: 'because' },
    { severity: 'error', address: 'aws_x.z', summary: 'bad', detail: '' },
    { severity: 'error', summary: 'bad', detail: '' },
    { severity: 'error', address: 'aws_x.w', summary: 'Instance cannot be destroyed', detail: expect.any(String) },
  ]);
});

test('a finished resource is reported, a started one is not', () => {
  const hook = { resource: { addr: 'aws_x.y' }, action: 'create' };
  expect(appliedAddressIn(JSON.stringify({ type: 'apply_complete', hook }))).toBe('aws_x.y');
  expect(appliedAddressIn(JSON.stringify({ type: 'apply_start', hook }))).toBeUndefined();
  expect(appliedAddressIn('hello')).toBeUndefined();
});
