package jacobi.tck.spec;

/// A rule of the specification.
///
/// @param number such as `7.1`, never used again
/// @param text the sentence
public record Rule(String number, Category category, Level level, String text) {

  /// The name of a test of this rule, such as `required_7_1_MATMUL_F32`.
  public String test(String... parts) {
    String strength = level.name().toLowerCase(java.util.Locale.ROOT);
    return name(strength, parts);
  }

  /// The name under which it is listed if no test looks at it.
  public String untested() {
    return name("untested");
  }

  private String name(String strength, String... parts) {
    var name = new StringBuilder(strength).append('_').append(number.replace('.', '_'));
    for (String part : parts) {
      name.append('_').append(part.replaceAll("[^A-Za-z0-9]+", "_"));
    }
    return name.toString();
  }
}
