import { Identity } from 'identity.bicep'
import { Mail, Processors, Stage } from 'types.bicep'

metadata description = 'The Function App on Flex Consumption, its settings, and the sign-in of staff.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of the app.')
param name string

@description('Name of its plan.')
param planName string

@description('What differs between environments.')
param stage Stage

@description('Identity that the app runs as.')
param identity Identity

@description('Identity that stands in for a secret of the staff sign-in.')
param signInIdentity Identity

@description('Client id of the app registration that staff sign in with; empty: the operations pages are closed.')
param staffClientId string

@description('Where people reach the product; empty: the app\'s own address.')
param publicOrigin string

@description('Further origins that a registration form may lead on to.')
param redirectOrigins string[]

@description('Timers that stand still.')
param pausedJobs string[]

@description('How mail is handed over.')
param mail Mail

@description('Where the processors are reached.')
param processors Processors

@description('Endpoint of the Cosmos DB account.')
param cosmosEndpoint string

@description('Host name of the Service Bus namespace.')
param serviceBusHostName string

@description('Blob endpoint of the app\'s own storage account.')
param blobEndpoint string

@description('Address of the vault.')
param vaultUri string

@description('Connection string of Application Insights: where to write, and no leave to.')
param telemetryConnectionString string

@description('Customer id of the workspace, by which it is queried.')
param workspaceCustomerId string

@description('Resource id of the workspace.')
param workspaceId string

@description('Subnet that the app calls out from; empty: the internet.')
param subnetId string

var settings = loadJsonContent('../settings.json')
var containers = loadJsonContent('../storage.json').host
var identitySuffixes = { credential: 'managedidentity', clientId: identity.clientId }

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: stage.zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: { ...tags, 'azd-service-name': 'api' }
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {}, '${signInIdentity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // People and websites post to it: the app itself is public in every environment.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identity.id
    // Certificates of its own, for a domain; to be chosen when the app is made, or never.
    #disable-next-line BCP037 // The types do not know it yet.
    siteScopedCertificatesEnabled: true
    functionAppConfig: {
      runtime: { name: 'node', version: '24' }
      scaleAndConcurrency: stage.functions
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${containers.deployments}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
      // The code answers for itself who may ask from where; a list here would take its place.
      cors: { allowedOrigins: [] }
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: {
      // A trigger's `connection: 'Cosmos'` reads the settings that begin with `Cosmos__`.
      ...connection(settings.cosmos, cosmosEndpoint, identitySuffixes)
      ...connection(settings.serviceBus, serviceBusHostName, identitySuffixes)
      ...connection(settings.storage, blobEndpoint, identitySuffixes)
      '${settings.identityClientId}': identity.clientId
      '${settings.identifierPeppers}': secret(vaultUri, settings.identifierPeppers)
      '${settings.pausedJobs}': join(pausedJobs, ',')
      '${settings.publicOrigin}': empty(publicOrigin) ? 'https://${app.properties.defaultHostName}' : publicOrigin
      '${settings.redirectOrigins}': join(redirectOrigins, ',')
      '${settings.telemetry.connectionString}': telemetryConnectionString
      '${settings.telemetry.authentication}': 'ClientId=${identity.clientId};Authorization=AAD'
      '${settings.mail.host}': mail.host
      '${settings.mail.port}': mail.port
      '${settings.mail.from}': mail.from
      ...(mail.?user == null
        ? {}
        : {
            '${settings.mail.user}': mail.?user
            '${settings.mail.password}': secret(vaultUri, settings.mail.password)
          })
      ...(mail.?dkim == null
        ? {}
        : {
            '${settings.mail.dkimDomain}': mail.?dkim.domain
            '${settings.mail.dkimSelector}': mail.?dkim.selector
            '${settings.mail.dkimKey}': secret(vaultUri, settings.mail.dkimKey)
          })
      '${settings.zendesk.url}': processors.zendesk.url
      '${settings.zendesk.email}': processors.zendesk.email
      '${settings.zendesk.token}': secret(vaultUri, settings.zendesk.token)
      '${settings.goto.url}': processors.goto.url
      '${settings.goto.organizerKey}': processors.goto.organizerKey
      '${settings.goto.token}': secret(vaultUri, settings.goto.token)
      '${settings.teamviewer.url}': processors.teamviewer.url
      '${settings.teamviewer.token}': secret(vaultUri, settings.teamviewer.token)
      '${settings.logs.url}': logsUrl
      '${settings.logs.workspace}': workspaceCustomerId
      // The SDK of Application Insights else tells its maker how it is used.
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1'
      // For the sign-in of staff: App Service shows this identity where others show a secret.
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: signInIdentity.clientId
      WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
    }
  }

  // The code protects `/ops` and says who may do what; whoever is not signed in is let through to it, since all else is
  // for everybody. What the platform adds is that nobody else can say who is signed in.
  resource staffSignIn 'config' = if (!empty(staffClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true, runtimeVersion: '~1' }
      globalValidation: {
        requireAuthentication: false
        unauthenticatedClientAction: 'AllowAnonymous'
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: staffClientId
            clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
        }
      }
      // Staff are known by their session; their tokens are of no use to us.
      login: { tokenStore: { enabled: false } }
    }
    dependsOn: [appSettings]
  }
}

// Measurements only. FunctionAppLogs says again what Application Insights is told, with addresses that no transformation
// takes out; AppServiceAuthenticationLogs holds those of the sign-in.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

#disable-next-line no-hardcoded-env-urls // The environment does not name it.
var logsUrl = 'https://api.loganalytics.io'

@description('The settings of a connection by identity: `Cosmos__accountEndpoint`, `Cosmos__credential`, `Cosmos__clientId`.')
func connection(names string[], endpoint string, suffixes { *: string }) { *: string } => {
  '${names[1]}': endpoint
  ...toObject(items(suffixes), suffix => '${names[0]}__${suffix.key}', suffix => suffix.value)
}

@description('A secret is called as its setting is, in the letters that a vault takes: `ZENDESK_TOKEN` → `zendesk-token`.')
func secretName(setting string) string => replace(toLower(setting), '_', '-')

@description('Reference to the newest version of a secret.')
func secret(vault string, setting string) string =>
  '@Microsoft.KeyVault(SecretUri=${vault}secrets/${secretName(setting)}/)'

output id string = app.id
output name string = app.name
output origin string = 'https://${app.properties.defaultHostName}'

@description('The secrets that the settings refer to: these have to be in the vault.')
output secretNames string[] = map(
  [
    settings.identifierPeppers
    ...(mail.?user == null ? [] : [settings.mail.password])
    ...(mail.?dkim == null ? [] : [settings.mail.dkimKey])
    settings.zendesk.token
    settings.goto.token
    settings.teamviewer.token
  ],
  setting => secretName(setting)
)
