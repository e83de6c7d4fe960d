/** Where edges are, by the suffix of their meters: each has prices of its own (https://aws.amazon.com/cloudfront/pricing/, 2026-11-23). */
export const edges = {
  us: { label: 'United States, Canada, Mexico' },
  eu: { label: 'Europe, Israel' },
  jp: { label: 'Japan' },
  ap: { label: 'Asia Pacific' },
  au: { label: 'Australia, New Zealand' },
  in: { label: 'India' },
  sa: { label: 'South America' },
  za_me: { label: 'Africa, Middle East' },
} as const;
