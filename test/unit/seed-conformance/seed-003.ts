// Tables and trees of seed 003, word for word. Their first line's number is in the tests.

export const PARAMETERS = `
| **component_id** | App name (becomes repo name) | \`^[a-z0-9]+(-[a-z0-9]+)*$\` | \`user-service\` |
| **databaseName** | PostgreSQL database name | \`^[a-z][a-z0-9_]{2,62}$\` | \`users_db\` |
| **username** | PostgreSQL role name | \`^[a-z][a-z0-9_]{2,30}$\` | \`users_app_user\` |
| **owner** | Team owner (from catalog) | Enum | \`platform-team\` |
| **environment** | Target environment | \`dev\`, \`test\`, \`staging\`, \`prod\` | \`dev\` |
`;

export const TREE = `
{component_id}/
├── .github/workflows/
│   └── delivery.yml              # Thin Caller → _build-and-release.yml@main
├── deploy/
│   ├── base/
│   │   ├── kustomization.yaml    # Resources: deployment, service, externalsecret
│   │   ├── deployment.yaml       # envFrom: secretRef: {app}-db-creds
│   │   ├── service.yaml          # ClusterIP on port 80 → 8080
│   │   └── externalsecret.yaml   # Syncs goldenpath/{env}/{dbname}/postgres → K8s
│   └── overlays/
│       ├── dev/                  # LOG_LEVEL=debug, no TLS
│       ├── test/                 # LOG_LEVEL=debug, no TLS
│       ├── staging/              # LOG_LEVEL=info, TLS staging
│       └── prod/                 # LOG_LEVEL=warn, TLS prod
├── app.py                        # Python skeleton with DB health check
├── Dockerfile                    # Python 3.11 slim
├── requirements.txt              # Flask, psycopg2-binary, gunicorn
├── catalog-info.yaml             # Backstage registration
└── README.md                     # Auto-generated docs
`;

export const COMPARISON = `
| **Workload** | Deployment | StatefulSet | Deployment |
| **State** | None | EBS PVC | RDS PostgreSQL |
| **Durability** | N/A | Single AZ | Multi-AZ (managed) |
| **Secrets** | None | None | ExternalSecret |
| **Infra Trigger** | None | None | \`create-rds-database.yml\` |
`;
