metadata description = 'Whom the product acts as.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('Name of the identity that the app runs as.')
param appIdentityName string

@description('Name of the identity that stands in for a secret of the staff sign-in.')
param signInIdentityName string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: appIdentityName
  location: location
  tags: tags
}

// By this one App Service proves to Entra ID that it is the registered app. It may do nothing else, so that what the app
// may do cannot be reached by way of the registration.
resource signIn 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: signInIdentityName
  location: location
  tags: tags
}

@export()
@description('A user-assigned identity.')
type Identity = { id: string, clientId: string, principalId: string }

output app Identity = {
  id: app.id
  clientId: app.properties.clientId
  principalId: app.properties.principalId
}

output signIn Identity = {
  id: signIn.id
  clientId: signIn.properties.clientId
  principalId: signIn.properties.principalId
}
