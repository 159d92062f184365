@export()
@description('What differs between environments; `parameters/dev.json` and `parameters/prod.json` state it.')
@sealed()
type Stage = {
  @description('Stores are reached over private endpoints only, and answer nobody from outside.')
  privateNetwork: bool

  @description('Every store and the app are spread over the zones of the region.')
  zoneRedundant: bool

  functions: Functions

  cosmos: Cosmos

  @description('How long telemetry is kept. The connector `azure-monitor` searches as many days back.')
  @minValue(30)
  @maxValue(730)
  telemetryDays: int

  journal: Journal

  @description('Whether the alerts fire.')
  alerts: bool

  @description('What the environment may cost a month, in the currency of the bill, before mails say so.')
  @minValue(1)
  monthlyBudget: int
}

@description('How the Function App scales.')
@sealed()
type Functions = {
  @description('Memory of an instance.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Most instances at once; what a flood may cost ends here.')
  @minValue(40)
  @maxValue(1000)
  maximumInstanceCount: int
}

@description('Throughput and backup of Cosmos DB.')
@sealed()
type Cosmos = {
  @description('Most RU a second of each container that needs more than the least, 1000. Absent: serverless.')
  autoscale: { *: int }?

  @description('Days to which the database can be set back; what was erased is in the backups as long.')
  backupDays: 7 | 30
}

@description('The immutable container of the journal.')
@sealed()
type Journal = {
  @description('Days in which an entry can be neither changed nor deleted.')
  @minValue(1)
  @maxValue(146000)
  immutableDays: int
}

@export()
@description('How mail is handed over. The password and the DKIM key lie in Key Vault.')
@sealed()
type Mail = {
  @description('SMTP server.')
  host: string

  @description('Its port; TLS is begun by STARTTLS, or at once on 465.')
  port: string

  @description('Sender of every letter.')
  from: string

  @description('User at the SMTP server; absent where it asks for none.')
  user: string?

  @description('Where no relay signs: the domain and selector of our own DKIM key.')
  dkim: { domain: string, selector: string }?
}

@export()
@description('Where the processors are reached. Their tokens lie in Key Vault.')
@sealed()
type Processors = {
  zendesk: { url: string, email: string }
  goto: { url: string, organizerKey: string }
  teamviewer: { url: string }
}

@export()
@description('A value, or another where it is empty: what is not stated may come as nothing.')
func stated(value string, otherwise string) string => empty(value) ? otherwise : value
