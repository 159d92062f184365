#!/usr/bin/env bash
# What the template cannot: completes the staff sign-in, makes the first pepper, and says what people have to do yet.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${CI:-}" ] && [ -n "${PRIVACY_STAFF_CLIENT_ID:-}" ]; then
  # Where Entra ID may send people back to, and the identity that it takes for the app.
  origins="$(printf '%s\n' "$PRIVACY_APP_ORIGIN" "$PRIVACY_PUBLIC_ORIGIN" | sort -u)"
  # shellcheck disable=SC2046,SC2086 # One argument for each origin; they have no spaces.
  az ad app update --id "$PRIVACY_STAFF_CLIENT_ID" \
    --web-redirect-uris $(printf '%s/.auth/login/aad/callback ' $origins)
  known="$(az ad app federated-credential list --id "$PRIVACY_STAFF_CLIENT_ID" \
    --query "[?subject=='$PRIVACY_SIGN_IN_PRINCIPAL_ID'] | length(@)" --output tsv)"
  if [ "$known" = 0 ]; then
    az ad app federated-credential create --id "$PRIVACY_STAFF_CLIENT_ID" --output none --parameters @/dev/stdin <<JSON
{
  "name": "sign-in-$PRIVACY_SIGN_IN_PRINCIPAL_ID",
  "issuer": "https://login.microsoftonline.com/$AZURE_TENANT_ID/v2.0",
  "subject": "$PRIVACY_SIGN_IN_PRINCIPAL_ID",
  "audiences": ["api://AzureADTokenExchange"]
}
JSON
  fi
fi

vault="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.KeyVault/vaults/$PRIVACY_KEY_VAULT"
present="$(az rest --method get --url "$vault/secrets?api-version=2024-11-01" --query 'value[].name' --output tsv)"
is_present() { printf '%s\n' "$present" | grep -qx "$1"; }

# The first pepper. Never a second by itself: by another nobody is found who was entered under this one.
if ! is_present identifier-peppers; then
  printf '1=%s' "$(openssl rand -base64 32)" | ./set-secret.sh identifier-peppers
  present="$present
identifier-peppers"
fi

for secret in $PRIVACY_SECRETS; do
  is_present "$secret" || echo "Missing: infra/hooks/set-secret.sh $secret"
done
for name in SMTP_HOST MAIL_FROM ZENDESK_URL ZENDESK_EMAIL GOTO_ORGANIZER_KEY PRIVACY_ALERT_EMAILS PRIVACY_OPERATORS_GROUP; do
  [ -n "${!name:-}" ] || echo "Not set: azd env set $name ..."
done
if [ "${PRIVACY_STAGE:-dev}" = prod ] && [ "${PRIVACY_JOURNAL_LOCKED:-false}" != true ]; then
  echo "The journal's policy is not locked yet: docs/deploy.md says when and how. It cannot be undone."
fi
