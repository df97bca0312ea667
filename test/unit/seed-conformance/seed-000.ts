/** Seed 000, lines 69 to 85: the tree of the repository. */
export const TREE = `
my-app/
├── .github/
│   └── workflows/
│       └── delivery.yml          # The "Thin Caller" CI/CD pipeline
├── deploy/
│   ├── base/
│   │   ├── deployment.yaml       # K8s Deployment
│   │   ├── service.yaml          # K8s Service
│   │   └── kustomization.yaml    # Base Kustomize
│   └── overlays/
│       └── dev/
│           ├── ingress.yaml      # Kong Ingress Route
│           └── kustomization.yaml
├── app.py                        # Application source code
├── Dockerfile                    # Container definition
├── catalog-info.yaml             # Backstage metadata
└── README.md                     # Generated documentation
`;
