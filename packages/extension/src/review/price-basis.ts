/**
 * The basis of all prices in a cost estimate: on-demand list prices in US dollars, without taxes, reservations and free tiers. A review
 * needs the order of magnitude. Other regions cost a few percent more.
 */
export const PRICE_BASIS = {
  currency: 'USD',
  region: 'us-east-1',
  /** The date of the price list. */
  date: '2025-01-15',
  source: 'AWS list prices for us-east-1, on demand: RDS for PostgreSQL, Secrets Manager, EBS',
  /** Hours per month, as AWS counts them. */
  hoursPerMonth: 730,
} as const;
