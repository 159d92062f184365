#!/usr/bin/env bash
# Makes the app registration that staff sign in with, if there is none. Entra ID keeps it, not the subscription, so it is no
# part of the template. It has no secret: postprovision.sh makes an identity of ours stand in for one.
set -euo pipefail
cd "$(dirname "$0")"

# A workflow has no right to change registrations. It takes the one whose client id it is given.
if [ -n "${CI:-}" ]; then
  echo "Staff sign-in: left as it is (PRIVACY_STAFF_CLIENT_ID=${PRIVACY_STAFF_CLIENT_ID:-none})."
  exit 0
fi

for tool in az azd openssl node; do
  command -v "$tool" >/dev/null || { echo "This takes $tool, which is not here." >&2; exit 1; }
done

# By way of this provider the app joins a network; no resource of the template has it registered.
if [ "${PRIVACY_STAGE:-dev}" = prod ]; then
  az provider register --namespace Microsoft.App --wait
fi

name="Privacy operations ($AZURE_ENV_NAME)"
client_id="${PRIVACY_STAFF_CLIENT_ID:-}"
if [ -z "$client_id" ]; then
  client_id="$(az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv)"
fi
if [ -z "$client_id" ]; then
  client_id="$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg \
    --enable-id-token-issuance true --query appId --output tsv)"
fi
azd env set PRIVACY_STAFF_CLIENT_ID "$client_id"

# The roles that shared/policy/roles.ts knows; who is given none does not get in at all.
az ad app update --id "$client_id" --app-roles @staff-roles.json
if ! az ad sp show --id "$client_id" --output none 2>/dev/null; then
  az ad sp create --id "$client_id" --output none
fi
az ad sp update --id "$client_id" --set appRoleAssignmentRequired=true
# Where assignment is required nobody can consent for themselves: an administrator does, once, for all.
if [ "$(az ad app permission list-grants --id "$client_id" --query 'length(@)' --output tsv)" = 0 ]; then
  az ad app permission grant --id "$client_id" --api 00000003-0000-0000-c000-000000000000 \
    --scope "openid profile email" --output none ||
    echo "The sign-in waits for an administrator: Enterprise applications, $name, Permissions, Grant admin consent." >&2
fi
echo "Staff sign-in: $name. Give people its roles under Enterprise applications, Users and groups."
