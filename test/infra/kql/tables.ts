/** The columns that every table of Application Insights has (Azure Monitor Logs reference, tables App*). */
const common = {
  TimeGenerated: 'datetime',
  AppRoleInstance: 'string',
  AppRoleName: 'string',
  AppVersion: 'string',
  ClientIP: 'string',
  ItemCount: 'int',
  OperationId: 'string',
  OperationName: 'string',
  ParentId: 'string',
  Properties: 'dynamic',
  Type: 'string',
} as const;

/**
 * The tables that queries may read, and the columns. Not all there are: what a query may not read is not here. Addresses
 * and URLs are emptied on the way in, messages of exceptions may quote what was sent, and where somebody sits, with which
 * browser, is nobody's business.
 */
export const tables = {
  AppEvents: { ...common, Name: 'string', Measurements: 'dynamic' },
  AppMetrics: { ...common, Name: 'string', Sum: 'real', Min: 'real', Max: 'real' },
  AppDependencies: {
    ...common,
    DependencyType: 'string',
    DurationMs: 'real',
    Id: 'string',
    Measurements: 'dynamic',
    Name: 'string',
    ResultCode: 'string',
    Success: 'bool',
    Target: 'string',
  },
  AppRequests: {
    ...common,
    DurationMs: 'real',
    Id: 'string',
    Measurements: 'dynamic',
    Name: 'string',
    ResultCode: 'string',
    Source: 'string',
    Success: 'bool',
  },
  AppTraces: { ...common, Measurements: 'dynamic', Message: 'string', SeverityLevel: 'int' },
  AppExceptions: {
    ...common,
    ExceptionType: 'string',
    InnermostType: 'string',
    Measurements: 'dynamic',
    OuterType: 'string',
    ProblemId: 'string',
    SeverityLevel: 'int',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type TableName = keyof typeof tables;
