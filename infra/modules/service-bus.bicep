import { azureWord } from 'emulator.bicep'
import { Stage } from 'types.bicep'

metadata description = 'Service Bus: the namespace, and the queues, topics and subscriptions of infra/service-bus.json.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of the namespace.')
param name string

@description('What differs between environments.')
param stage Stage

@description('Workspace of the diagnostic logs.')
param workspaceId string

var entities = loadJsonContent('../service-bus.json').UserConfig.Namespaces[0]

// Private endpoints and zones take Premium.
var premium = stage.privateNetwork || stage.zoneRedundant
var tier = premium ? 'Premium' : 'Standard'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: tier
    tier: tier
    capacity: premium ? 1 : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: stage.privateNetwork ? 'Disabled' : 'Enabled'
    zoneRedundant: premium ? stage.zoneRedundant : null
    premiumMessagingPartitions: premium ? 1 : null
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queue in entities.Queues: {
    parent: namespace
    name: queue.Name
    properties: toObject(items(queue.Properties), property => azureWord(property.key), property => property.value)
  }
]

module topics 'topic.bicep' = [
  for topic in entities.Topics: {
    params: {
      namespaceName: namespace.name
      topic: topic
    }
  }
]

// Changes of the namespace and, in Premium, who connected as whom. No log holds a message.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: map(
      ['OperationalLogs', 'VNetAndIPFilteringLogs', ...(premium ? ['RuntimeAuditLogs'] : [])],
      category => { category: category, enabled: true }
    )
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = namespace.id
output name string = namespace.name
output hostName string = '${namespace.name}.servicebus.windows.net'
