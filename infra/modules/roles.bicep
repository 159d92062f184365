metadata description = 'Who may do what: every role assignment of the product, each with its reason. Whoever is not named here may nothing.'

@description('Name of the identity that the app runs as.')
param appIdentityName string

@description('Object id of the Entra ID group of those who operate the product; empty: nobody.')
param operatorsGroupId string

@description('Name of the Cosmos DB account.')
param cosmosName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the app\'s own storage account.')
param hostStorageName string

@description('Name of the vault.')
param keyVaultName string

@description('Name of the Application Insights component.')
param applicationInsightsName string

@description('Name of the workspace.')
param workspaceName string

@description('Name of the workbook, a GUID.')
param workbookName string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

// Built-in roles, by the ids that are the same everywhere.
var serviceBusDataReceiver = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
)
var serviceBusDataSender = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
)
var storageBlobDataOwner = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
)
var keyVaultSecretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)
var monitoringMetricsPublisher = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)
var logAnalyticsDataReader = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3b03c2da-16b3-4a49-8834-0f8130efdd3b'
)
var monitoringReader = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '43d0d8ad-25c7-4714-9337-8ba259a9fe05'
)

// Cosmos DB has roles of its own, and they cannot create a database or container. Reading is the same everywhere: the
// search for what an erasure left over reads every container whole. Writing is what the code does to each.
var schema = loadJsonContent('../cosmos.json')
var reads = ['items/read', 'executeQuery', 'readChangeFeed']
var writes = {
  // By the star, since the documentation names no action for a patch.
  subjects: ['items/*']
  identifiers: ['items/*']
  // A choice is written once and ends by itself.
  'cookie-choices': ['items/create']
  // The trigger of the change feed keeps its place there, in its own way.
  leases: ['items/*']
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: cosmosName
}

// The SDK and the trigger ask the account where its regions and partitions are.
resource metadataReader 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, 'metadata')
  properties: {
    roleName: 'Finds its way in the account'
    type: 'CustomRole'
    assignableScopes: [cosmos.id]
    permissions: [{ dataActions: ['Microsoft.DocumentDB/databaseAccounts/readMetadata'] }]
  }
}

resource appReadsMetadata 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, app.id, 'metadata')
  properties: {
    principalId: app.properties.principalId
    roleDefinitionId: metadataReader.id
    scope: cosmos.id
  }
}

// Cosmos DB takes one change of its roles at a time.
@batchSize(1)
resource containerRoles 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = [
  for container in items(schema.containers): {
    parent: cosmos
    name: guid(cosmos.id, container.key)
    properties: {
      roleName: 'Does with ${container.key} what the product does'
      type: 'CustomRole'
      assignableScopes: [dataScope(cosmos.id, schema.database, container.key)]
      permissions: [
        {
          dataActions: map(
            [...reads, ...writes[container.key]],
            action => 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/${action}'
          )
        }
      ]
    }
    dependsOn: [appReadsMetadata]
  }
]

@batchSize(1)
resource appUsesContainers 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = [
  for (container, index) in items(schema.containers): {
    parent: cosmos
    name: guid(cosmos.id, app.id, container.key)
    properties: {
      principalId: app.properties.principalId
      roleDefinitionId: containerRoles[index].id
      scope: dataScope(cosmos.id, schema.database, container.key)
    }
  }
]

@description('A container as the roles of Cosmos DB name it.')
func dataScope(account string, database string, container string) string =>
  '${account}/dbs/${database}/colls/${container}'

var entities = loadJsonContent('../service-bus.json').UserConfig.Namespaces[0]
var subscriptionsOf = flatten(map(
  entities.Topics,
  topic => map(topic.Subscriptions, subscription => { topic: topic.Name, name: subscription.Name })
))

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [
  for queue in entities.Queues: {
    parent: serviceBus
    name: queue.Name
  }
]

resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = [
  for topic in entities.Topics: {
    parent: serviceBus
    name: topic.Name
  }
]

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = [
  for subscription in subscriptionsOf: {
    name: '${serviceBusName}/${subscription.topic}/${subscription.name}'
  }
]

resource appSendsToTopics 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (topic, index) in entities.Topics: {
    scope: topics[index]
    name: guid(topics[index].id, app.id, serviceBusDataSender)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: serviceBusDataSender
      description: 'Publishes events, and sends dead letters of a subscription again.'
    }
  }
]

resource appSendsToQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in entities.Queues: {
    scope: queues[index]
    name: guid(queues[index].id, app.id, serviceBusDataSender)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: serviceBusDataSender
      description: 'Puts back for later what cannot be done yet, and sends dead letters again.'
    }
  }
]

resource appReceivesFromQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, index) in entities.Queues: {
    scope: queues[index]
    name: guid(queues[index].id, app.id, serviceBusDataReceiver)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: serviceBusDataReceiver
      description: 'Takes in messages, settles dead letters, looks at what lies there for leftovers.'
    }
  }
]

resource appReceivesFromSubscriptions 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (subscription, index) in subscriptionsOf: {
    scope: subscriptions[index]
    name: guid(subscriptions[index].id, app.id, serviceBusDataReceiver)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: serviceBusDataReceiver
      description: 'Takes in messages, settles dead letters, looks at what lies there for leftovers.'
    }
  }
]

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostStorageName
}

// The host keeps locks and keys in containers that it makes itself. It needs neither queues (no trigger on blobs) nor
// tables (their diagnostic events say nothing that Application Insights is not told).
resource appOwnsHostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, app.id, storageBlobDataOwner)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: storageBlobDataOwner
    description: 'Runs the Functions host, fetches the deployed package, writes and erases the packages of people.'
  }
}

resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

// On the vault, since the secrets are not there yet when it is made; it holds nothing but this product's.
resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, app.id, keyVaultSecretsUser)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUser
    description: 'Reads the values that its settings refer to.'
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource appPublishesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, app.id, monitoringMetricsPublisher)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: monitoringMetricsPublisher
    description: 'Writes telemetry.'
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: workspaceName
}

resource appQueriesTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, app.id, logAnalyticsDataReader)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: logAnalyticsDataReader
    description: 'Looks whether a person who is erased is named in the telemetry.'
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' existing = {
  name: workbookName
}

// On each by itself, and not on the resource group: who reads all of that reads the settings of everything.
resource operatorsReadLogs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: workspace
  name: guid(workspace.id, operatorsGroupId, monitoringReader)
  properties: {
    principalId: operatorsGroupId
    principalType: 'Group'
    roleDefinitionId: monitoringReader
    description: 'Looks into what an alert tells of.'
  }
}

resource operatorsReadTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: applicationInsights
  name: guid(applicationInsights.id, operatorsGroupId, monitoringReader)
  properties: {
    principalId: operatorsGroupId
    principalType: 'Group'
    roleDefinitionId: monitoringReader
    description: 'Follows a request through the product.'
  }
}

resource operatorsOpenWorkbook 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: workbook
  name: guid(workbook.id, operatorsGroupId, monitoringReader)
  properties: {
    principalId: operatorsGroupId
    principalType: 'Group'
    roleDefinitionId: monitoringReader
    description: 'Sees whether the promises are kept.'
  }
}
