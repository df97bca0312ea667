// Tables, trees and manifests of seed 001, word for word. Their first line's number is in the tests.

export const STATE = `
| Pod restart | Yes |
| Pod rescheduled (same node) | Yes |
| Node failure | **No** (EBS is single-AZ) |
| Cluster deletion | **No** |
| AZ failure | **No** |
`;

export const PARAMETERS = `
| **Name** (\`component_id\`) | Unique identifier for your service | \`my-redis\` |
| **Description** | Human-readable purpose | "Session cache for user service" |
| **Owner** | Team responsible for this service | \`platform-team\` |
| **Environment** | Target environment | \`dev\` |
| **Replicas** | Number of pods | \`1\` |
| **Storage Size** | Size of persistent volume | \`10Gi\` |
| **Mount Path** | Where to mount in container | \`/data\` |
| **Port** | Application port | \`6379\` |
`;

export const TREE = `
my-redis/
├── .github/
│   └── workflows/
│       └── delivery.yml          # Thin Caller CI/CD pipeline
├── deploy/
│   ├── base/
│   │   ├── statefulset.yaml      # K8s StatefulSet with volumeClaimTemplates
│   │   ├── service-headless.yaml # Headless Service (clusterIP: None)
│   │   └── kustomization.yaml    # Base Kustomize config
│   └── overlays/
│       ├── dev/
│       │   ├── service.yaml      # Load-balancer Service for external access
│       │   ├── ingress.yaml      # Kong Ingress route
│       │   └── kustomization.yaml
│       ├── test/
│       ├── staging/
│       └── prod/
├── app.py                        # Application source code
├── Dockerfile                    # Container definition
├── catalog-info.yaml             # Backstage metadata
└── README.md                     # Generated documentation
`;

export const STATEFUL_SET = `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: my-redis
spec:
  serviceName: my-redis        # Links to headless service
  replicas: 1
  selector:
    matchLabels:
      app: my-redis
  template:
    spec:
      containers:
        - name: my-redis
          image: my-redis:latest
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:        # PVC created per pod
    - metadata:
        name: data
      spec:
        accessModes: ["ReadWriteOnce"]
        storageClassName: gp3
        resources:
          requests:
            storage: 10Gi
`;

export const HEADLESS = `
apiVersion: v1
kind: Service
metadata:
  name: my-redis
spec:
  clusterIP: None              # Headless - no load balancing
  ports:
    - port: 6379
      name: redis
  selector:
    app: my-redis
`;

export const LOAD_BALANCER = `
apiVersion: v1
kind: Service
metadata:
  name: my-redis-lb
spec:
  type: ClusterIP
  ports:
    - port: 80
      targetPort: 6379
  selector:
    app: my-redis
`;

/** The pods in the drawing of lines 190–221. */
export const DIAGRAM_PODS = [0, 1, 2];

export const ENVIRONMENTS = `
| dev | \`\${{ values.environment }}\` | debug | No | \`{app}.dev.goldenpathidp.io\` |
| test | \`\${{ values.environment }}\` | debug | No | \`{app}.test.goldenpathidp.io\` |
| staging | \`\${{ values.environment }}\` | info | letsencrypt-staging | \`{app}.staging.goldenpathidp.io\` |
| prod | \`\${{ values.environment }}\` | warn | letsencrypt-prod | \`{app}.goldenpathidp.io\` |
`;
