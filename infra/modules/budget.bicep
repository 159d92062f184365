metadata description = 'Tells by mail when the resource group costs more than it may. It stops nothing.'

@description('Name of the budget.')
param name string

@description('What a month may cost, in the currency of the bill.')
param amount int

@description('Whom to tell.')
@minLength(1)
param emails string[]

@description('First day that counts; left at its default, the month in which it is made.')
param from string = utcNow('yyyy-MM-01')

var shares = [80, 100]

// Azure takes no first day that is past, and lets no budget change its own; so it is made once, and left alone. For
// another amount or other addresses it is deleted before.
@onlyIfNotExists()
resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    amount: amount
    notifications: toObject(shares, share => 'spent-${share}-percent', share => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: share
      thresholdType: 'Actual'
      contactEmails: emails
    })
  }
}
