import type { SeedRow } from './seed-lines';
import { complaintsAbout, type SpecData } from './written-fleet';

/** A parameter of a request form of a seed, as the spec has it. */
export interface SeedParameter {
  readonly row: SeedRow | undefined;
  /** The spec's field; a dot leads into an object. */
  readonly field: string;
  /** The example of the seed's table. */
  readonly example: unknown;
  readonly alsoTaken: readonly unknown[];
  readonly refused: readonly unknown[];
}

/** Tests that a request is taken with the seed's examples, and each parameter with good values only. */
export function describeParameters(request: SpecData, parameters: readonly SeedParameter[]): void {
  it('a request with all examples of the table is taken', async () => {
    const examples = parameters.reduce((spec, { field, example }) => withField(spec, field, example), request);
    expect(await complaintsAbout(examples)).toEqual([]);
  });

  describe.each(parameters)('$row.title', ({ field, example, alsoTaken, refused }) => {
    it.each([example, ...alsoTaken].map((value) => ({ value })))('takes $value', async ({ value }) => {
      expect(await complaintsAbout(withField(request, field, value))).toEqual([]);
    });

    it.each(refused.map((value) => ({ value })))('refuses $value', async ({ value }) => {
      const complaints = await complaintsAbout(withField(request, field, value));
      expect(complaints).not.toEqual([]);
      for (const complaint of complaints) expect(complaint).toMatch(namesFieldOrValue(field, value));
    });
  });
}

function withField(spec: SpecData, field: string, value: unknown): SpecData {
  const [first = '', ...rest] = field.split('.');
  if (rest.length === 0) return { ...spec, [first]: value };
  return { ...spec, [first]: withField((spec[first] ?? {}) as SpecData, rest.join('.'), value) };
}

function namesFieldOrValue(field: string, value: unknown): RegExp {
  const names = [field, ...[value].flat().map(String)].filter((name) => name !== '');
  return new RegExp(names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}
