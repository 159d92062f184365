metadata description = 'How infra/service-bus.json is written: in the words of Microsoft\'s emulator, which are those of Azure with a capital.'

@export()
@description('A queue.')
@sealed()
type Queue = { Name: string, Properties: Properties }

@export()
@description('A topic.')
@sealed()
type Topic = { Name: string, Properties: Properties, Subscriptions: Subscription[] }

@export()
@description('A subscription.')
@sealed()
type Subscription = { Name: string, Properties: Properties, Rules: Rule[] }

@export()
@description('What a subscription lets through.')
@sealed()
type Rule = {
  Name: string
  @sealed()
  Properties: { FilterType: 'Sql', SqlFilter: { SqlExpression: string } }
}

@description('What entities are made with. One that is not here is refused, and not left out.')
@sealed()
type Properties = {
  DeadLetteringOnMessageExpiration: bool?
  DefaultMessageTimeToLive: string?
  DuplicateDetectionHistoryTimeWindow: string?
  LockDuration: string?
  MaxDeliveryCount: int?
  RequiresDuplicateDetection: bool?
  RequiresSession: bool?
}

@export()
@description('`LockDuration` → `lockDuration`.')
func azureWord(word string) string => '${toLower(take(word, 1))}${skip(word, 1)}'
