import { circleFrom, splitVariables } from '../../src/configuration/references';

const KNOWN = ['A', 'B', 'C', 'DB_HOST', 'HOME'];

describe('variables that refer to others', () => {
  it('are entries of env, each after those that it refers to (S02d)', () => {
    const { plain, expanded } = splitVariables(
      { A: '$(B)/a', B: '$(DB_HOST)', C: 'plain', DOLLAR: '$5 and $$', TEXT: '$(POD_IP) $$(NOT)' },
      () => KNOWN,
    );
    expect(plain).toEqual({ C: 'plain', DOLLAR: '$5 and $$', TEXT: '$(POD_IP) $$(NOT)' });
    expect(expanded).toEqual([
      { name: 'B', value: '$(DB_HOST)' },
      { name: 'A', value: '$(B)/a' },
    ]);
  });

  it('keep every other dollar sign as it was written', () => {
    const { expanded } = splitVariables({ A: '$1 $$ $$(HOME) $(B) $(POD_IP)' }, () => KNOWN);
    expect(expanded).toEqual([{ name: 'A', value: '$$1 $$$$ $$(HOME) $(B) $$(POD_IP)' }]);
    expect(asKubernetesReads(expanded[0]?.value ?? '', { B: 'b' })).toBe('$1 $$ $(HOME) b $(POD_IP)');
  });

  it('are found on circles', () => {
    expect(circleFrom('A', { A: '$(B)', B: '$(C)', C: '$(A)' })).toEqual(['A', 'B', 'C', 'A']);
    expect(circleFrom('A', { A: '$(B)', B: '$(C)', C: '$(B)' })).toBeUndefined();
    expect(circleFrom('A', { A: '$$(A)' })).toBeUndefined();
  });
});

/** What `expand.Expand` of Kubernetes makes of a value: `$$` is `$`, a name that is not known stays. */
function asKubernetesReads(value: string, known: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\$|\$\(([^)]*)\)/g, (match: string, name?: string) =>
    match === '$$' ? '$' : (known[name ?? ''] ?? match),
  );
}
