/**
 * The basis of all prices in a cost estimate: on-demand list prices in US dollars, without taxes, reservations and free tiers. A review
 * needs the order of magnitude. A review of a platform in another region says that its prices are not known.
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
