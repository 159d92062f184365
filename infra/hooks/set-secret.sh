#!/usr/bin/env bash
# Puts a secret into the vault, from standard input, where it is in no list of processes and in no history:
#   infra/hooks/set-secret.sh zendesk-token < token.txt
# It goes by way of Azure Resource Manager, as a template would put it: that reaches a vault that is closed to the internet,
# and takes the right to write secrets, not the right to read them.
set -euo pipefail
# Else `az rest` would write what it sends into that file. Never add --debug here.
export AZURE_LOGGING_ENABLE_LOG_FILE=false

secret="${1:?Which secret?}"
value_of() { printenv "$1" || azd env get-value "$1"; }
group="/subscriptions/$(value_of AZURE_SUBSCRIPTION_ID)/resourceGroups/$(value_of AZURE_RESOURCE_GROUP)"
vault="$group/providers/Microsoft.KeyVault/vaults/$(value_of PRIVACY_KEY_VAULT)"
app="$group/providers/Microsoft.Web/sites/$(value_of PRIVACY_APP_NAME)"

node -e '
  const value = require("node:fs").readFileSync(0, "utf8").trimEnd();
  if (value === "") throw new Error("The secret is empty.");
  process.stdout.write(JSON.stringify({ properties: { value } }));
' | az rest --method put --url "$vault/secrets/$secret?api-version=2024-11-01" --body @/dev/stdin --output none

# The app looks once a day by itself.
az rest --method post --url "$app/config/configreferences/appsettings/refresh?api-version=2024-11-01" --output none
echo "$secret is in the vault."
