targetScope = 'subscription'

import { Mail, Processors, Stage } from 'modules/types.bicep'

metadata description = 'The privacy pipeline of Contracting AS: everything that `azd up` makes in a subscription, but the app registration that staff sign in with, which Entra ID keeps and a hook makes.'

@description('Name of the environment, part of every name: `dev`, `prod`.')
@minLength(2)
@maxLength(7)
param environmentName string

@description('Region of everything.')
@metadata({ azd: { type: 'location' } })
param location string = 'norwayeast'

@description('What differs between environments.')
param stage Stage

@description('Where people reach the product, such as `https://privacy.example`; empty: the app\'s own address.')
param publicOrigin string = ''

@description('Origins, besides the sites of the policy register, that a registration form may lead on to.')
param redirectOrigins string[] = []

@description('Timers that are to stand still, such as `sweep-retention`, until it is clear what they do.')
param pausedJobs string[] = []

@description('How mail is handed over.')
param mail Mail

@description('Where the processors are reached.')
param processors Processors

@description('Client id of the app registration that staff sign in with; the hook `preprovision` makes it. Empty: the operations pages are closed.')
param staffClientId string = ''

@description('Object id of the Entra ID group of those who operate the product; empty: nobody gets a role.')
param operatorsGroupId string = ''

@description('Addresses that alerts and the budget are mailed to; without one there is no budget.')
param alertEmails string[] = []

@description('Address of the folder `docs/operations` in the company\'s own repository, which alerts lead to.')
param runbooksUrl string

@description('Name of the Cosmos DB account, where it is another than the convention\'s: one that was restored from a backup.')
param cosmosName string = ''

@description('Whether the policy of the journal has been locked.')
param journalLocked bool = false

var tags = {
  product: 'privacy'
  environment: environmentName
  'azd-env-name': environmentName
}

// The abbreviations are those of Microsoft's Cloud Adoption Framework; the end keeps apart what is named for the whole world.
// Cosmos DB takes small letters only, Storage no hyphens either.
var unique = take(uniqueString(subscription().id, environmentName, location), 5)
var suffix = 'privacy-${toLower(environmentName)}-${unique}'
var storageSuffix = '${toLower(replace(environmentName, '-', ''))}${unique}'
var names = {
  actionGroup: 'ag-${suffix}'
  app: 'func-${suffix}'
  appIdentity: 'id-${suffix}'
  applicationInsights: 'appi-${suffix}'
  availability: 'webtest-${suffix}'
  budget: 'budget-${suffix}'
  cosmos: empty(cosmosName) ? 'cosmos-${suffix}' : cosmosName
  hostStorage: 'stprivacy${storageSuffix}'
  journalStorage: 'stjournal${storageSuffix}'
  keyVault: 'kv-${suffix}'
  plan: 'asp-${suffix}'
  serviceBus: 'sbns-${suffix}'
  signInIdentity: 'id-sign-in-${suffix}'
  transformation: 'dcr-${suffix}'
  // Azure wants a GUID here, and the same at each deployment.
  workbook: guid(subscription().id, environmentName, location, 'workbook')
  workspace: 'log-${suffix}'
}

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-privacy-${environmentName}'
  location: location
  tags: tags
}

module observability 'modules/observability.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    applicationInsightsName: names.applicationInsights
    transformationName: names.transformation
    actionGroupName: names.actionGroup
    telemetryDays: stage.telemetryDays
    alertEmails: alertEmails
  }
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    appIdentityName: names.appIdentity
    signInIdentityName: names.signInIdentity
  }
}

module cosmos 'modules/cosmos.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.cosmos
    stage: stage
    workspaceId: observability.outputs.workspaceId
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.serviceBus
    stage: stage
    workspaceId: observability.outputs.workspaceId
  }
}

module hostStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.hostStorage
    stage: stage
    containerNames: map(items(loadJsonContent('storage.json').host), container => container.value)
    // None: the name of a package leads to a person's request.
    logCategories: []
    workspaceId: observability.outputs.workspaceId
  }
}

module journal 'modules/journal.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    accountName: names.journalStorage
    stage: stage
    locked: journalLocked
    workspaceId: observability.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.keyVault
    stage: stage
    workspaceId: observability.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (stage.privateNetwork) {
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
    stores: [
      { name: 'cosmos', id: cosmos.outputs.id, part: 'Sql' }
      { name: 'service-bus', id: serviceBus.outputs.id, part: 'namespace' }
      { name: 'storage', id: hostStorage.outputs.id, part: 'blob' }
      { name: 'journal', id: journal.outputs.accountId, part: 'blob' }
      { name: 'key-vault', id: keyVault.outputs.id, part: 'vault' }
    ]
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    appIdentityName: names.appIdentity
    operatorsGroupId: operatorsGroupId
    cosmosName: names.cosmos
    serviceBusName: names.serviceBus
    hostStorageName: names.hostStorage
    keyVaultName: names.keyVault
    applicationInsightsName: names.applicationInsights
    workspaceName: names.workspace
    workbookName: names.workbook
  }
  // After the network: a private endpoint changes the account of the database too, and one change at a time is taken.
  dependsOn: [observability, identity, cosmos, serviceBus, hostStorage, keyVault, workbook, network]
}

module functionApp 'modules/function-app.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.app
    planName: names.plan
    stage: stage
    identity: identity.outputs.app
    signInIdentity: identity.outputs.signIn
    staffClientId: staffClientId
    publicOrigin: publicOrigin
    redirectOrigins: redirectOrigins
    pausedJobs: pausedJobs
    mail: mail
    processors: processors
    cosmosEndpoint: cosmos.outputs.endpoint
    serviceBusHostName: serviceBus.outputs.hostName
    blobEndpoint: hostStorage.outputs.blobEndpoint
    vaultUri: keyVault.outputs.uri
    telemetryConnectionString: observability.outputs.connectionString
    workspaceCustomerId: observability.outputs.workspaceCustomerId
    workspaceId: observability.outputs.workspaceId
    subnetId: network.?outputs.functionsSubnetId ?? ''
  }
  // It starts by reading its storage and its secrets.
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    workspaceId: observability.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    cosmosId: cosmos.outputs.id
    actionGroupId: observability.outputs.actionGroupId
    enabled: stage.alerts
    runbooksUrl: runbooksUrl
  }
}

module availability 'modules/availability.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.availability
    environmentName: environmentName
    applicationInsightsId: observability.outputs.applicationInsightsId
    origin: empty(publicOrigin) ? functionApp.outputs.origin : publicOrigin
    actionGroupId: observability.outputs.actionGroupId
    enabled: stage.alerts
    runbooksUrl: runbooksUrl
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.workbook
    environmentName: environmentName
    workspaceId: observability.outputs.workspaceId
    applicationInsightsId: observability.outputs.applicationInsightsId
  }
}

module budget 'modules/budget.bicep' = if (!empty(alertEmails)) {
  scope: group
  params: {
    name: names.budget
    amount: stage.monthlyBudget
    emails: alertEmails
  }
}

// What the hooks and the deployment read. azd keeps them in the environment, by these names.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_TENANT_ID string = tenant().tenantId
output PRIVACY_APP_NAME string = functionApp.outputs.name
output PRIVACY_APP_ORIGIN string = functionApp.outputs.origin
output PRIVACY_PUBLIC_ORIGIN string = empty(publicOrigin) ? functionApp.outputs.origin : publicOrigin
output PRIVACY_COSMOS_ACCOUNT string = names.cosmos
output PRIVACY_KEY_VAULT string = keyVault.outputs.name
output PRIVACY_SECRETS string = join(functionApp.outputs.secretNames, ' ')
output PRIVACY_SIGN_IN_PRINCIPAL_ID string = identity.outputs.signIn.principalId
output PRIVACY_JOURNAL_ACCOUNT string = journal.outputs.accountName
output PRIVACY_OUTBOUND_ADDRESS string = network.?outputs.outboundAddress ?? ''
