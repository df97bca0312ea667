import { formatDiagnostic } from '@goldenpath/spec';
import { PLANTED } from '@goldenpath/testing/planted-secrets';
import { appOf, checkText, STATELESS, summary } from '../support/specs';

const withEnv = (env: Readonly<Record<string, string>>) => `${STATELESS}env: ${JSON.stringify(env)}\n`;
const ACCEPTED = 'accept:\n  - rule: plain-secret\n    reason: A key of the sandbox\n';

describe('a secret in plain text', () => {
  it.each(Object.entries(PLANTED))('%s is refused and not printed', (name, value) => {
    const { diagnostics } = checkText(withEnv({ BEFORE: 'x', [name]: value }));
    expect(new Set(summary(diagnostics))).toEqual(new Set([`secret-in-plain-text: ${name}`]));
    const printed = diagnostics.map(formatDiagnostic).join('\n');
    if (value.length > 1) expect(printed).not.toContain(value.slice(-12));
  });

  it('is found in any field, and its line is not printed', () => {
    const token = ['npm', '_', 'a1b2c3d4e5f6'.repeat(3)].join('');
    const { diagnostics } = checkText(STATELESS.replace('Sells things', `Sells ${token}`));
    expect(diagnostics.map(formatDiagnostic).join('\n')).toContain(':3:1: error: `description` holds an npm token.');
    expect(JSON.stringify(diagnostics)).not.toContain(token);
  });

  it.each(['"password=hunter2hunter2"', '"x --api-key k1234567"'])('is found in an annotation: %s', (value) => {
    const { diagnostics } = checkText(`${STATELESS}pod: { annotations: { a.b/c: ${value} } }\n`);
    expect(summary(diagnostics)).toEqual(['secret-in-plain-text: a.b/c']);
    expect(JSON.stringify(diagnostics)).not.toMatch(/hunter2|k1234567/);
  });

  it('is hidden in the line of any other mistake', () => {
    const { diagnostics } = checkText(`${STATELESS}replica: "redis://u:hunter2hunter2@cache"\n`);
    expect(diagnostics.map(formatDiagnostic).join('\n')).toContain('redis://u:**************@cache');
  });

  it('passes if the spec accepts it with a reason', () => {
    const { name } = appOf(`${withEnv({ STRIPE: PLANTED['STRIPE'] ?? '' })}${ACCEPTED}`).spec;
    expect(name).toBe('shop');
  });

  it('passes only in the environments that it is accepted in', () => {
    const text = `${STATELESS}overrides: { dev: { env: { API_TOKEN: abc } }, prod: { env: { API_TOKEN: def } } }\n`;
    const accepted = ACCEPTED.replace('    reason', '    environments: [dev]\n    reason');
    expect(checkText(`${text}${accepted}`).diagnostics).toHaveLength(1);
  });

  it('is not found if the value is a switch, or if the name marks it as public (S02b)', () => {
    const env = { HMPPS_SQS_USE_WEB_TOKEN: 'true', NEXT_PUBLIC_POSTHOG_API_KEY: 'phc_public' };
    expect(checkText(withEnv(env)).diagnostics).toEqual([]);
  });
});
