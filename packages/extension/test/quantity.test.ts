import { bytes, millicores } from '@goldenpath/extension';

describe('quantities', () => {
  it.each([
    ['1', 1000],
    ['0.5', 500],
    ['0.001', 1],
    ['250m', 250],
    ['0', 0],
    ['1.005', 1005],
  ])('%s of cpu is %i thousandths', (quantity, expected) => expect(millicores(quantity)).toBe(expected));

  it.each([
    ['1', 1],
    ['1k', 1000],
    ['1Ki', 1024],
    ['256Mi', 268_435_456],
    ['1.5Gi', 1_610_612_736],
    ['1G', 1_000_000_000],
    ['2Ti', 2_199_023_255_552],
    ['1T', 1_000_000_000_000],
  ])('%s is %i bytes', (quantity, expected) => expect(bytes(quantity)).toBe(expected));

  it.each(['', 'x', '1X', 'Mi'])('%j is none', (quantity) => expect(bytes(quantity)).toBeNaN());
});
