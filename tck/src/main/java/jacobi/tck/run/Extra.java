package jacobi.tck.run;

/// What a backend may claim beyond a profile.
public enum Extra {
  /// Optional rules too: SHOULD becomes MUST.
  STRICT,
  /// F16 and BF16, which must be declared.
  HALF,
  /// No hidden transfers, and time in proportion.
  PERF
}
