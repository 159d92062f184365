metadata description = 'Somebody who looks from outside: a test that asks for the product\'s health as a person would reach it, and the alert when it fails.'

@description('Region of the test\'s own resource: that of Application Insights.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the test.')
param name string

@description('Part of the alert’s name, so that a mail says where it comes from: `dev`, `prod`.')
param environmentName string

@description('Resource id of the Application Insights component that keeps the results.')
param applicationInsightsId string

@description('Where people reach the product.')
param origin string

@description('Resource id of the action group that alerts reach.')
param actionGroupId string

@description('Whether it is asked, and the alert fires.')
param enabled bool

@description('Address of the folder `docs/operations` in the company’s own repository, without the last slash.')
param runbooksUrl string

var alert = loadJsonContent('../alerts.json').availability

// West and North Europe, France, London, Cardiff: the names that Azure has for them. One that fails alone is its own
// network; three of five are not.
var places = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'emea-fr-pra-edge', 'emea-ru-msa-edge', 'emea-se-sto-edge']
var failingPlaces = 3

// 200 is *up* or *degraded*: without its mail server the product answers, and mail has alerts of its own.
resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  // By this tag Azure knows whose results they are.
  tags: { ...tags, 'hidden-link:${applicationInsightsId}': 'Resource' }
  kind: 'standard'
  properties: {
    SyntheticMonitorId: name
    Name: name
    Description: alert.says
    Enabled: enabled
    Kind: 'standard'
    // Seconds. A first call after a silence has to start the app.
    Frequency: 300
    Timeout: 60
    RetryEnabled: true
    Locations: map(places, place => { Id: place })
    Request: {
      RequestUrl: '${origin}/api/health'
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      // Ours, and not a friendly page of somebody who stands before us.
      ContentValidation: { ContentMatch: '"status":"', IgnoreCase: false, PassIfTextFound: true }
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${alert.name}-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    description: '${alert.says} Runbook: ${runbooksUrl}/${alert.name}.md'
    severity: alert.severity
    enabled: enabled
    scopes: [test.id, applicationInsightsId]
    evaluationFrequency: alert.every
    windowSize: alert.over
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: applicationInsightsId
      failedLocationCount: failingPlaces
    }
    actions: [
      {
        actionGroupId: actionGroupId
        webHookProperties: { runbook: '${runbooksUrl}/${alert.name}.md' }
      }
    ]
  }
}
