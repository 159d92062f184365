metadata description = 'The network through which the app reaches its stores, and the world from one address.'

@description('Region.')
param location string

@description('Tags.')
param tags { *: string }

@description('What the names of its parts begin with their abbreviation and go on with.')
param suffix string

@description('Stores to reach privately: the id of each, by the part of it that is reached.')
param stores Store[]

@export()
@description('A store behind a private endpoint.')
@sealed()
type Store = {
  @description('What the endpoint is called by.')
  name: string
  id: string
  @description('Part of the store that is reached.')
  part: 'Sql' | 'namespace' | 'blob' | 'vault'
}

var zoneOf = {
  Sql: 'privatelink.documents.azure.com'
  namespace: 'privatelink.servicebus.windows.net'
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
}
var zoneNames = union(map(stores, store => zoneOf[store.part]), [])

// The app calls the processors, the mail server and Entra ID. A new network lets nothing out by itself, and one address is
// what a mail server or a processor can be told to expect.
resource address 'Microsoft.Network/publicIPAddresses@2024-07-01' = {
  name: 'pip-${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  zones: ['1', '2', '3']
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource gateway 'Microsoft.Network/natGateways@2024-07-01' = {
  name: 'ng-${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    idleTimeoutInMinutes: 4
    publicIpAddresses: [{ id: address.id }]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: 'vnet-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/23'] }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: '10.20.0.0/24'
          defaultOutboundAccess: false
          natGateway: { id: gateway.id }
          // Flex Consumption.
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'stores'
        properties: {
          addressPrefix: '10.20.1.0/24'
          defaultOutboundAccess: false
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource functions 'subnets' existing = {
    name: 'functions'
  }

  resource storesSubnet 'subnets' existing = {
    name: 'stores'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in zoneNames: {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in zoneNames: {
    parent: zones[index]
    name: network.name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [
  for store in stores: {
    name: 'pep-${store.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      subnet: { id: network::storesSubnet.id }
      privateLinkServiceConnections: [
        {
          name: store.name
          properties: {
            #disable-next-line use-resource-id-functions // It is one, handed in.
            privateLinkServiceId: store.id
            groupIds: [store.part]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [
  for (store, index) in stores: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: store.part
          properties: { privateDnsZoneId: zones[indexOf(zoneNames, zoneOf[store.part])].id }
        }
      ]
    }
  }
]

output functionsSubnetId string = network::functions.id
output outboundAddress string = address.properties.ipAddress
