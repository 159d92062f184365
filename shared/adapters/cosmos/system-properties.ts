/** What Cosmos DB adds to a document of its own. */
const systemProperties = ['_rid', '_self', '_etag', '_attachments', '_ts'] as const;

/** The document as it was written, without what the database added. */
export function withoutSystemProperties<Document extends object>(read: Document): Document {
  const document = { ...read };
  for (const property of systemProperties) Reflect.deleteProperty(document, property);
  return document;
}
