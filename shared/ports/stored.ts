/** A document and the ETag by which a later write can tell that it has not changed. */
export interface Stored<Document> {
  readonly document: Document;
  readonly etag: string;
}
