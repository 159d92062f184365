/** The third-party cookies of policy row P4. All are refused until a visitor accepts their category. */
export const cookies = [
  {
    provider: 'Microsoft',
    service: 'Azure Application Insights',
    category: 'analytics',
    names: ['ai_user', 'ai_session'],
  },
  { provider: 'Google', service: 'Google Analytics', category: 'analytics', names: ['_ga', '_ga_*'] },
  { provider: 'Meta', service: 'Facebook Pixel', category: 'marketing', names: ['_fbp'] },
  { provider: 'Mouseflow', service: 'Mouseflow', category: 'analytics', names: ['mf_user', 'mf_*'] },
  {
    provider: 'LinkedIn',
    service: 'LinkedIn Conversion Tracking',
    category: 'marketing',
    names: ['li_sugr', 'bcookie', 'UserMatchHistory'],
  },
] as const satisfies readonly {
  readonly provider: string;
  readonly service: string;
  readonly category: 'analytics' | 'marketing';
  readonly names: readonly string[];
}[];
