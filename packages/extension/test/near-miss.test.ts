import { nearMiss, suggestion } from '@goldenpath/extension';

const FIELDS = ['replicas', 'runAsUser', 'resources', 'port', 'probe', 'env', 'environments'];

describe('near misses', () => {
  it.each([
    ['replica', 'replicas'],
    ['Replicas', 'replicas'],
    ['runasuser', 'runAsUser'],
    ['run-as-user', 'runAsUser'],
    ['run_as_user', 'runAsUser'],
    ['resorces', 'resources'],
    ['prot', 'port'],
    ['porbe', 'probe'],
    ['pot', 'port'],
    ['environment', 'environments'],
    ['flavour', undefined],
    ['', undefined],
    ['x', undefined],
  ])('%s was meant to be %s', (written, meant) => expect(nearMiss(written, FIELDS)).toBe(meant));

  it('takes a word that begins alike for the same', () => {
    expect(nearMiss('production', ['dev', 'prod'])).toBe('prod');
    expect(nearMiss('pr', ['dev', 'prod'])).toBeUndefined();
  });

  it('compares no more than the beginning of a very long text', () => {
    const alike = (end: string) => 'replicas'.repeat(13).slice(0, 100) + end;
    expect(nearMiss(alike('x'.repeat(1_000_000)), [alike('')])).toBe(alike(''));
    expect(nearMiss('x'.repeat(1_000_000), FIELDS)).toBeUndefined();
  });

  it('lists the choices if no name is near', () => {
    expect(suggestion('x', ['a1', 'b2'])).toBe('Use one of: a1, b2.');
    expect(suggestion('x', [])).toBe('There is none to choose from.');
    expect(suggestion('deb', ['dev'])).toBe('Did you mean `dev`?');
  });
});
