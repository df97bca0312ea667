/** A reference of an image, in parts. */
export interface ImageVersion {
  /** Without tag and digest. */
  readonly repository: string;
  /** The numbers at the start of the tag: `17.10-alpine` gives 17 and 10. Empty when it starts with none. */
  readonly numbers: readonly number[];
}

/** Returns the parts of a reference. A colon before the last slash belongs to a registry's port. */
export function imageVersion(reference: string): ImageVersion {
  const [named = ''] = reference.split('@');
  const [, repository = named, tag = ''] = /^(.*):([^:/]+)$/.exec(named) ?? [];
  const [version = ''] = /(?<=^v?)[0-9]+(\.[0-9]+)*/.exec(tag) ?? [];
  return { repository, numbers: version === '' ? [] : version.split('.').map(Number) };
}

/** Programs whose pods do not share their data unless they are set up as a cluster: names of images in public registries. */
const UNCLUSTERED = new Set(
  'arangodb cassandra clickhouse clickhouse-server couchbase couchdb dragonfly elasticsearch etcd influxdb kafka keydb mariadb memcached minio mongo mongodb mssql mysql mysql-server nats neo4j opensearch pgvector postgis postgres postgresql questdb rabbitmq redis redis-stack redis-stack-server rethinkdb sonic solr surrealdb timescaledb typesense valkey victoria-metrics zookeeper'.split(
    ' ',
  ),
);

/** Returns whether each pod of an image is a server of its own. */
export function isUnclustered(reference: string): boolean {
  const names = imageVersion(reference).repository.split('/').slice(-2);
  return names.some((name) => UNCLUSTERED.has(name));
}
