import { Stage } from 'types.bicep'

metadata description = 'Cosmos DB: the account, and the database and containers of infra/cosmos.json.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of the account.')
param name string

@description('What differs between environments.')
param stage Stage

@description('Workspace of the diagnostic logs.')
param workspaceId string

var schema = loadJsonContent('../cosmos.json')
var serverless = stage.cosmos.?autoscale == null
// The least that a container of its own can be given.
var leastAutoscale = 1000

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: stage.zoneRedundant
      }
    ]
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    // Who wrote a head reads no older one afterwards.
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: stage.cosmos.backupDays == 7 ? 'Continuous7Days' : 'Continuous30Days'
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: stage.privateNetwork ? 'Disabled' : 'Enabled'
    networkAclBypass: 'None'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: schema.database
  properties: {
    resource: { id: schema.database }
  }
}

// Each container has its own throughput: whoever floods the cookie choices, which anybody may post, slows down no erasure.
resource containers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for container in items(schema.containers): {
    parent: database
    name: container.key
    properties: {
      resource: {
        id: container.key
        partitionKey: { kind: 'Hash', ...container.value.partitionKey }
        defaultTtl: container.value.?defaultTtl
        indexingPolicy: container.value.?indexingPolicy
      }
      options: serverless
        ? {}
        : { autoscaleSettings: { maxThroughput: stage.cosmos.?autoscale[?container.key] ?? leastAutoscale } }
    }
  }
]

// Changes of the account, and how much is used. Left out: DataPlaneRequests and PartitionKeyRUConsumption name documents
// and partition keys, QueryRuntimeStatistics the texts of queries.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint
