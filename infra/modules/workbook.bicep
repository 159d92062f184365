metadata description = 'The workbook that opens on “Are we keeping our promises?”. `node infra/workbook.ts` writes what it shows.'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Its name, a GUID.')
param name string

@description('Part of what it is called by: `dev`, `prod`.')
param environmentName string

@description('Resource id of the Log Analytics workspace that it asks.')
param workspaceId string

@description('Resource id of the Application Insights component under which it is listed.')
param applicationInsightsId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Privacy pipeline (${environmentName})'
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: applicationInsightsId
    serializedData: replace(loadTextContent('../workbook.json'), '<workspace>', workspaceId)
  }
}

output workbookId string = workbook.id
