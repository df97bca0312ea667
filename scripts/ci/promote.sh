#!/usr/bin/env bash
# Adds the target environment's tag to an image by its digest, and promotes it: promote.sh APP FROM TO. The fleet comes from the file
# $SNAPSHOT with the digest $DIGEST.
set -euo pipefail
app=$1 from=$2 to=$3

status=$(goldenpath release status "$app" --json --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST")
tag=$(jq --raw-output --arg env "$from" '.apps[].environments[] | select(.environment == $env) | .tag // ""' <<<"$status")
# The repository name is everything after the host, because the registry of the platform file can have a path.
image=$(jq --exit-status --raw-output '.apps[0].image' <<<"$status")
repository=${image#*/}
if ! [[ $tag =~ ^$from-([0-9a-f]{7})$ ]]; then
  echo "The release of $app in $from has no commit tag, so it cannot be promoted." >&2
  exit 1
fi
target=$to-${BASH_REMATCH[1]}

digest_of() {
  aws ecr batch-get-image --repository-name "$repository" --image-ids "imageTag=$1" \
    --query 'images[0].imageId.imageDigest' --output text
}

digest=$(digest_of "$tag")
if [[ $digest == None ]]; then
  echo "The registry no longer has the image $image:$tag, so it cannot be promoted." >&2
  exit 1
fi
there=$(digest_of "$target")
if [[ $there == None ]]; then
  # The exact bytes of the manifest, because any change would change the digest.
  aws ecr batch-get-image --repository-name "$repository" --image-ids "imageDigest=$digest" \
    --accepted-media-types application/vnd.oci.image.index.v1+json application/vnd.oci.image.manifest.v1+json \
    application/vnd.docker.distribution.manifest.list.v2+json application/vnd.docker.distribution.manifest.v2+json \
    --output json | jq --exit-status --join-output '.images[0].imageManifest' >manifest.json
  aws ecr put-image --repository-name "$repository" --image-tag "$target" --image-digest "$digest" \
    --image-manifest file://manifest.json >/dev/null
elif [[ $there != "$digest" ]]; then
  echo "$target already exists with another digest: $there, not $digest." >&2
  exit 1
fi
goldenpath release promote "$app" --from "$from" --to "$to" --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"
