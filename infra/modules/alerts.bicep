metadata description = 'Who is woken by what: one rule for each entry of `alerts.json`. Adding an alert is an entry there, a query and a line in `queries.bicep`, and a runbook.'

import { alertQueries } from '../queries.bicep'

@description('Region of the log alerts.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Part of every rule’s name, so that a mail says where it comes from: `dev`, `prod`.')
param environmentName string

@description('Resource id of the Log Analytics workspace that Application Insights writes to.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Resource id of the Cosmos DB account.')
param cosmosId string

@description('Resource id of the action group that alerts reach.')
param actionGroupId string

@description('Whether the alerts fire.')
param enabled bool

@description('Address of the folder `docs/operations` in the company’s own repository, without the last slash.')
param runbooksUrl string

var alerts = loadJsonContent('../alerts.json')

var resourceOf = {
  serviceBus: { id: serviceBusId, type: 'Microsoft.ServiceBus/namespaces' }
  cosmos: { id: cosmosId, type: 'Microsoft.DocumentDB/databaseAccounts' }
}

// A query returns a row for what is wrong, and nothing where nothing is. What is the case resolves by itself.
resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts.log: {
    name: '${alert.name}-${environmentName}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${alert.name} (${environmentName})'
      description: '${alert.says} Runbook: ${runbooksUrl}/${alert.name}.md'
      severity: alert.severity
      enabled: enabled
      scopes: [workspaceId]
      evaluationFrequency: alert.every
      windowSize: alert.over
      autoMitigate: true
      // In a workspace that was made minutes before, Azure does not know the tables yet. The queries are checked by our tests.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alertQueries[alert.name]
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: contains(alert, 'each') ? [{ name: alert.each, operator: 'Include', values: ['*'] }] : []
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroupId]
        customProperties: { runbook: '${runbooksUrl}/${alert.name}.md', environment: environmentName }
      }
    }
  }
]

// What the services count themselves: a second reader where the product may be the one that is down.
resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in alerts.metric: {
    name: '${alert.name}-${environmentName}'
    location: 'global'
    tags: tags
    properties: {
      description: '${alert.says} Runbook: ${runbooksUrl}/${alert.?runbook ?? alert.name}.md'
      severity: alert.severity
      enabled: enabled
      scopes: [resourceOf[alert.of].id]
      targetResourceType: resourceOf[alert.of].type
      evaluationFrequency: alert.every
      windowSize: alert.over
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricNamespace: resourceOf[alert.of].type
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.above
            dimensions: [{ name: alert.dimension, operator: 'Include', values: alert.values }]
          }
        ]
      }
      actions: [
        {
          actionGroupId: actionGroupId
          webHookProperties: { runbook: '${runbooksUrl}/${alert.?runbook ?? alert.name}.md' }
        }
      ]
    }
  }
]
