/** Spillway's mark: water that reaches the crest of a weir and goes over. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark__weir" d="M10 9.5h4.2c1 0 1.9.6 2.3 1.5L21.5 22H10z" />
      <path
        className="mark__water"
        d="M2 7.2c1.3 0 1.3-1 2.7-1s1.3 1 2.6 1 1.4-1 2.7-1H15c3 0 4.2 1.9 5.3 4.6l1.7 4.1M2 12c1.3 0 1.3-1 2.7-1 1 0 1.3.6 2 .9M2 16.8c1.3 0 1.3-1 2.7-1 1 0 1.3.6 2 .9"
      />
    </svg>
  );
}
