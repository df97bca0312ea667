/**
 * What all prices of a cost estimate are: list prices in US dollars, on demand, without taxes, reservations and free
 * tiers. A review needs the order of magnitude. Prices of other regions are higher by some percent.
 */
export const PRICE_BASIS = {
  currency: 'USD',
  region: 'us-east-1',
  /** The day of the price list. */
  date: '2025-01-15',
  source: 'AWS list prices for us-east-1, on demand: RDS for PostgreSQL, Secrets Manager, EBS',
  /** A month as AWS counts it. */
  hoursPerMonth: 730,
} as const;
