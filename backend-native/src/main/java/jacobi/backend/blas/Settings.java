package jacobi.backend.blas;

import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;

/// What a user may set.
///
/// | setting | |
/// | --- | --- |
/// | `jacobi.blas.use` | `measured`, the default: libraries compute what they are faster at |
/// | | `always`: they compute all they can |
/// | `jacobi.blas.call` | milliseconds that one call on Java arrays lasts at most, about; 10 |
///
/// @param always whether libraries compute all they can
/// @param milliseconds of the longest call
record Settings(boolean always, double milliseconds) {
  private static final String USE = "jacobi.blas.use";
  private static final String CALL = "jacobi.blas.call";

  /// Operations a millisecond that one thread does with vectors of 128 bits, at least.
  private static final double SLOWEST = 5e7;

  /// @throws SettingException if a value is none of those in the table
  static Settings of(ProbeContext context) {
    String use = context.setting(USE);
    if (use != null && !use.equals("measured") && !use.equals("always")) {
      throw new SettingException("%s is 'measured' or 'always', not '%s'".formatted(USE, use));
    }
    String call = context.setting(CALL);
    try {
      double milliseconds = call == null ? 10 : Double.parseDouble(call);
      if (milliseconds > 0) {
        return new Settings("always".equals(use), milliseconds);
      }
    } catch (NumberFormatException malformed) {
      throw new SettingException("%s is no number: '%s'".formatted(CALL, call), malformed);
    }
    throw new SettingException("%s must be above 0, but is %s".formatted(CALL, call));
  }

  /// Operations that such a call does at most by a library with vectors of so many bits.
  double operations(int vectorBits) {
    return milliseconds * SLOWEST * vectorBits / 128;
  }
}
