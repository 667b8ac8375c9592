package jacobi.tck.run;

/// How a run ended.
public enum Verdict {
  /// Every required test passed.
  PASSED,
  /// A required test failed.
  FAILED,
  /// The kit did not prove that its tests can fail, so passing means nothing.
  INVALID
}
