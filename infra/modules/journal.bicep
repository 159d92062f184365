import { Stage } from 'types.bicep'

metadata description = 'Where the journal of events will be written, hour by hour: added to, never changed.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of its storage account.')
param accountName string

@description('What differs between environments.')
param stage Stage

@description('Whether the policy has been locked, which cannot be undone. Azure takes no template for a locked policy any more.')
param locked bool

@description('Workspace of the diagnostic logs.')
param workspaceId string

var names = loadJsonContent('../storage.json').journal

module account 'storage.bicep' = {
  params: {
    location: location
    tags: tags
    name: accountName
    stage: stage
    containerNames: [names.entries]
    // Entries are named by the hour, and who tries to change one should be seen.
    logCategories: ['StorageWrite', 'StorageDelete']
    workspaceId: workspaceId
  }
}

// There before the first entry. Entries grow by appending within their hour, which the policy lets them.
resource policy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-01-01' = if (!locked) {
  name: '${accountName}/default/${names.entries}/default'
  properties: {
    immutabilityPeriodSinceCreationInDays: stage.journal.immutableDays
    allowProtectedAppendWrites: true
  }
  dependsOn: [account]
}

output accountId string = account.outputs.id
output accountName string = account.outputs.name
