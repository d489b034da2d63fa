#!/bin/sh
# The Terraform half of a delivery: deliver.sh plan|canary|finish, in this order, over /workspace.
#
# What the state bucket holds: the state under parlons/, ENVIRONMENT.tfvars as people wrote it, and
# ENVIRONMENT.release.tfvars.json as the last delivery left it.
set -eu
step=$1 work=${WORKSPACE:-/workspace}
cd "$(dirname "$0")/../terraform/environments/$ENVIRONMENT"

release() { # percent, stable revisions as JSON → what this delivery sets, and nothing else
  printf '{"image": "%s", "canary": {"percent": %s, "stable": %s}}' \
    "$(cat "$work/image")" "$1" "$2" > "$work/release.tfvars.json"
}
token() { # of the account this build runs as
  wget -qO- --header 'Metadata-Flavor: Google' \
    http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token |
    sed 's/.*"access_token": *"\([^"]*\)".*/\1/'
}
plan() {
  # Without refresh and without anything but services and jobs: the account may not even read more.
  terraform plan -input=false -refresh=false -out="$work/plan" \
    -var-file="$work/env.tfvars" -var-file="$work/release.tfvars.json"
}
only_services() {
  # The plan's own list of changes; a name that is neither a service nor a job stops the delivery.
  changed=$(terraform show -no-color "$work/plan" | sed -n 's/^  # \(module[^ ]*\) \(will\|must\) be .*/\1/p')
  others=$(echo "$changed" | grep -v -E 'google_cloud_run_v2_(service|job)\.this$' | grep . || true)
  if [ -n "$others" ]; then
    echo "The plan changes more than services; apply that by hand first:"; echo "$others"; exit 1
  fi
}

case $step in
  plan)
    terraform init -input=false -backend-config="bucket=$STATE_BUCKET" -backend-config=prefix=parlons
    wget -qO "$work/env.tfvars" --header "Authorization: Bearer $(token)" \
      "https://storage.googleapis.com/$STATE_BUCKET/$ENVIRONMENT.tfvars"
    terraform output -json serving > "$work/stable.json" 2>/dev/null || echo '{}' > "$work/stable.json"
    release "$CANARY" "$(cat "$work/stable.json")"
    plan
    only_services
    ;;
  canary)
    [ "$DELIVERY_MODE" = deploy ] || { echo "_MODE=$DELIVERY_MODE: nothing is changed"; exit 0; }
    terraform apply -input=false "$work/plan"
    ;;
  finish)
    [ "$DELIVERY_MODE" = deploy ] || { echo "_MODE=$DELIVERY_MODE: nothing is changed"; exit 0; }
    # A smoke test that could not even end has not said yes.
    if [ "$(cat "$work/verdict" 2>/dev/null)" = good ]; then percent=100; else percent=0; fi
    release "$percent" "$(cat "$work/stable.json")"
    plan
    only_services
    terraform apply -input=false "$work/plan"
    # Whoever applies by hand later starts from what was released, not from what was built last.
    wget -qO- --header "Authorization: Bearer $(token)" --header 'Content-Type: application/json' \
      --post-data "$(cat "$work/release.tfvars.json")" \
      "https://storage.googleapis.com/upload/storage/v1/b/$STATE_BUCKET/o?uploadType=media&name=$ENVIRONMENT.release.tfvars.json" > /dev/null
    [ "$percent" = 100 ] || { echo "Rolled back: all traffic is on the stable revisions"; exit 1; }
    ;;
esac
