using 'main.bicep'

import { stated } from 'modules/types.bicep'

// `azd env set PRIVACY_STAGE prod` chooses; every other value is set the same way. What is not set is not guessed:
// `.invalid` leads nowhere (RFC 2606).
var stages = {
  dev: loadJsonContent('parameters/dev.json')
  prod: loadJsonContent('parameters/prod.json')
}

param environmentName = stated(readEnvironmentVariable('AZURE_ENV_NAME', ''), 'dev')
param location = stated(readEnvironmentVariable('AZURE_LOCATION', ''), 'norwayeast')
param stage = stages[stated(readEnvironmentVariable('PRIVACY_STAGE', ''), 'dev')]

param publicOrigin = readEnvironmentVariable('PUBLIC_ORIGIN', '')
param pausedJobs = filter(split(readEnvironmentVariable('PAUSED_JOBS', ''), ','), name => !empty(name))
param redirectOrigins = filter(split(readEnvironmentVariable('REDIRECT_ORIGINS', ''), ','), origin => !empty(origin))

var smtpUser = readEnvironmentVariable('SMTP_USER', '')
var dkimDomain = readEnvironmentVariable('DKIM_DOMAIN', '')
param mail = {
  host: stated(readEnvironmentVariable('SMTP_HOST', ''), 'smtp.not-set.invalid')
  port: stated(readEnvironmentVariable('SMTP_PORT', ''), '587')
  from: stated(readEnvironmentVariable('MAIL_FROM', ''), 'privacy@not-set.invalid')
  user: empty(smtpUser) ? null : smtpUser
  dkim: empty(dkimDomain)
    ? null
    : { domain: dkimDomain, selector: stated(readEnvironmentVariable('DKIM_SELECTOR', ''), 'privacy') }
}

param processors = {
  zendesk: {
    url: stated(readEnvironmentVariable('ZENDESK_URL', ''), 'https://zendesk.not-set.invalid')
    email: stated(readEnvironmentVariable('ZENDESK_EMAIL', ''), 'privacy@not-set.invalid')
  }
  goto: {
    url: stated(readEnvironmentVariable('GOTO_URL', ''), 'https://api.getgo.com')
    organizerKey: stated(readEnvironmentVariable('GOTO_ORGANIZER_KEY', ''), 'not-set')
  }
  teamviewer: { url: stated(readEnvironmentVariable('TEAMVIEWER_URL', ''), 'https://webapi.teamviewer.com') }
}

param staffClientId = readEnvironmentVariable('PRIVACY_STAFF_CLIENT_ID', '')
param operatorsGroupId = readEnvironmentVariable('PRIVACY_OPERATORS_GROUP', '')
param alertEmails = filter(split(readEnvironmentVariable('PRIVACY_ALERT_EMAILS', ''), ','), address => !empty(address))
param runbooksUrl = stated(
  readEnvironmentVariable('PRIVACY_RUNBOOKS_URL', ''),
  'https://runbooks.not-set.invalid/docs/operations'
)
param cosmosName = readEnvironmentVariable('PRIVACY_COSMOS_NAME', '')
param journalLocked = readEnvironmentVariable('PRIVACY_JOURNAL_LOCKED', '') == 'true'
