package jacobi.tck.spec;

/// How binding a rule is.
public enum Level {
  /// MUST: a violation fails the profile.
  REQUIRED,
  /// SHOULD or MAY: a violation is reported and fails nothing but the profile Strict.
  OPTIONAL
}
