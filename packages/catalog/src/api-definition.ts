import type { AppFacts, CatalogLink } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';

/** The OpenAPI document that every service of the platform fulfils: what its own routes answer, its code says. */
export function apiDefinition({ name, description }: AppFacts, links: readonly CatalogLink[]): string {
  const answer = (summary: string, responses: Readonly<Record<string, string>>) => ({
    get: {
      summary,
      responses: Object.fromEntries(Object.entries(responses).map(([status, text]) => [status, { description: text }])),
    },
  });
  return yamlText({
    openapi: '3.0.3',
    info: { title: name, description, version: '1.0.0' },
    ...(links.length > 0 && { servers: links.map(({ url, title }) => ({ url, description: title })) }),
    paths: {
      '/': answer('What the service is', { 200: 'Its name and environment' }),
      '/health': answer('Whether the process works', { 200: 'It works' }),
      '/ready': answer('Whether requests can be answered', { 200: 'They can', 503: 'Something it needs is away' }),
      '/metrics': answer('Metrics for Prometheus', { 200: 'The metrics' }),
    },
  });
}
