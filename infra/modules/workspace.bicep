metadata description = 'The Log Analytics workspace as it is to be.'

@description('Its name.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('How long everything is kept.')
param telemetryDays int

@description('Resource id of the rule that what comes in passes through.')
param transformationId string

// Tables of Application Insights keep 90 days, whatever the workspace says, unless each is told.
var tablesWithTheirOwnPeriod = [
  'AppAvailabilityResults'
  'AppBrowserTimings'
  'AppDependencies'
  'AppEvents'
  'AppExceptions'
  'AppMetrics'
  'AppPageViews'
  'AppPerformanceCounters'
  'AppRequests'
  'AppSystemEvents'
  'AppTraces'
]

// It has no diagnostic setting: its log of queries would keep those that the connector `azure-monitor` asks, and
// they name the person that is looked for.
resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: telemetryDays
    defaultDataCollectionRuleResourceId: transformationId
    // Open to whom Entra ID lets in: closing it takes a Private Link Scope, which is one for everything that a network
    // sends to Azure Monitor.
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
      // What is older than the period goes within the day, not within the month.
      immediatePurgeDataOn30Days: true
    }
  }
}

resource tables 'Microsoft.OperationalInsights/workspaces/tables@2025-02-01' = [
  for table in tablesWithTheirOwnPeriod: {
    parent: workspace
    name: table
    properties: {
      plan: 'Analytics'
      retentionInDays: telemetryDays
      totalRetentionInDays: telemetryDays
    }
  }
]
