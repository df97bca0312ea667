/** The commits that workflows may use actions at, read from each action's own tags, and the version that each is. */
export const ACTION_PINS: Readonly<Record<string, { readonly commit: string; readonly version: string }>> = {
  'actions/checkout': { commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  'actions/setup-node': { commit: '820762786026740c76f36085b0efc47a31fe5020', version: 'v7.0.0' },
  'actions/setup-python': { commit: '5fda3b95a4ea91299a34e894583c3862153e4b97', version: 'v7.0.0' },
  'actions/upload-artifact': { commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f', version: 'v7.0.0' },
  'actions/download-artifact': { commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', version: 'v8.0.1' },
  'actions/create-github-app-token': { commit: '1b10c78c7865c340bc4f6099eb2f838309f1e8c3', version: 'v3.1.1' },
  'actions/attest-build-provenance': { commit: 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32', version: 'v4.1.0' },
  'aquasecurity/trivy-action': { commit: 'ed142fd0673e97e23eac54620cfb913e5ce36c25', version: 'v0.36.0' },
  'aws-actions/amazon-ecr-login': { commit: '03f1aad4c6c7ffd436567f42f9384779290529bd', version: 'v2.1.7' },
  'docker/setup-buildx-action': { commit: '37fe631027851001ddb9b187196cc803df7f5f0e', version: 'v4.3.0' },
  'hashicorp/setup-terraform': { commit: 'dfe3c3f87815947d99a8997f908cb6525fc44e9e', version: 'v4.0.1' },
  'aws-actions/configure-aws-credentials': { commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c', version: 'v6.2.3' },
};
