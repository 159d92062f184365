import { Stage } from 'types.bicep'

metadata description = 'Key Vault. No value of a secret stands here: the hooks and staff put them in.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of the vault.')
param name string

@description('What differs between environments.')
param stage Stage

@description('Workspace of the diagnostic logs.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // Without the peppers nobody is found any more: they cannot be lost by mistake.
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: stage.privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: stage.privateNetwork ? 'Deny' : 'Allow'
    }
  }

  // Will sign the heads of the journal (ES256). Nobody has been given it yet.
  resource journalKey 'keys' = {
    name: 'journal'
    properties: {
      kty: 'EC'
      curveName: 'P-256'
      keyOps: ['sign', 'verify']
      attributes: { enabled: true, exportable: false }
    }
  }
}

// Who read which secret, and when; never its value.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
