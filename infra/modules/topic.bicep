import { azureWord, Rule, Topic } from 'emulator.bicep'

metadata description = 'A topic of infra/service-bus.json with its subscriptions and their rules.'

@description('Name of the namespace.')
param namespaceName string

@description('The topic, as it stands in infra/service-bus.json.')
param topic Topic

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: namespaceName

  resource topicOfIt 'topics' = {
    name: topic.Name
    properties: toObject(items(topic.Properties), property => azureWord(property.key), property => property.value)
  }
}

// Service Bus refuses a change while it makes another of the same topic.
@batchSize(1)
resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for subscription in topic.Subscriptions: {
    parent: namespace::topicOfIt
    name: subscription.Name
    properties: toObject(
      items(subscription.Properties),
      property => azureWord(property.key),
      property => property.value
    )
  }
]

// A subscription is born with a rule `$Default` that lets everything through, and the rules beside it take nothing away.
// So each subscription has one rule, and it takes the place of that one: what would have gone to all goes to nobody else.
@batchSize(1)
resource rules 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = [
  for (subscription, index) in topic.Subscriptions: {
    parent: subscriptions[index]
    name: '$Default'
    properties: {
      filterType: 'SqlFilter'
      sqlFilter: { sqlExpression: single(subscription.Rules).Properties.SqlFilter.SqlExpression }
    }
  }
]

@description('The only one of a list; with none or several the deployment fails.')
func single(rules Rule[]) Rule =>
  length(rules) == 1 ? rules[0] : fail('A subscription takes one rule: join several with OR.')
