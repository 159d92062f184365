metadata description = 'Where telemetry goes: the workspace, what is left out on the way in, Application Insights, whom alerts reach.'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param applicationInsightsName string

@description('Name of the rule that transforms what comes in.')
param transformationName string

@description('Name of the group that alerts reach.')
param actionGroupName string

@description('How long everything is kept.')
param telemetryDays int

@description('Addresses that alerts are mailed to.')
param alertEmails string[]

// Somebody has to be first: the transformation names the workspace and the workspace names the transformation. So the
// workspace is made here where there is none yet, and `workspace.bicep` then says all that is to be said of it. One that
// is there is left alone here: stated without its transformation it would take in addresses until the next step.
@onlyIfNotExists()
resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: telemetryDays
  }
}

// Paths hold tokens that open what they name (`/unsubscribe/{token}`, `/request/{token}`), so no address is kept. The host
// writes it as the address, once more as the property `HttpPath`, and as the name of a request that no function answers;
// host.json switches off its lines and calls about requests, and here none gets past, whatever wrote it.
var pathless = 'OperationName = iif(OperationName contains "/", "", OperationName)'
var linesAboutRequests = [
  'Executing HTTP request'
  'Executed HTTP request'
  'Request starting'
  'Request finished'
  'Proxying to'
  'Sending HTTP request'
]
var transformations = {
  AppRequests: 'extend Url = "", Name = iif(Name contains "/", "", Name), ${pathless}, Properties = pack("InvocationId", tostring(Properties.InvocationId), "HttpMethod", tostring(Properties.HttpMethod))'
  AppDependencies: 'extend Data = "", Name = iif(Name contains "/", "", Name), ${pathless}'
  AppTraces: 'where ${join(map(linesAboutRequests, line => 'Message !startswith "${line}"'), ' and ')} | extend ${pathless}'
  // Texts of faults may quote what was sent. What happened is in the product's own lines, by its kind; types and the
  // function stay.
  AppExceptions: 'extend ${pathless}, Message = "", OuterMessage = "", InnermostMessage = "", Details = parse_json("[]")'
}

resource transformation 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: transformationName
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }]
    }
    dataFlows: [
      for table in items(transformations): {
        streams: ['Microsoft-Table-${table.key}']
        destinations: ['workspace']
        transformKql: 'source | ${table.value}'
      }
    ]
  }
}

module workspaceWithTransformation 'workspace.bicep' = {
  params: {
    name: workspace.name
    location: location
    tags: tags
    telemetryDays: telemetryDays
    transformationId: transformation.id
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
    // Nobody writes telemetry by the key that stands in the connection string.
    DisableLocalAuth: true
    DisableIpMasking: false
    // As the workspace, and for its reason.
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
  }
  // Not before addresses are taken out.
  dependsOn: [workspaceWithTransformation]
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'privacy'
    emailReceivers: [
      for (address, index) in alertEmails: {
        name: 'mail-${index + 1}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

output workspaceId string = workspace.id
output workspaceCustomerId string = workspace.properties.customerId
output applicationInsightsId string = applicationInsights.id
output connectionString string = applicationInsights.properties.ConnectionString
output actionGroupId string = actionGroup.id
