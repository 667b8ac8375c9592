package jacobi.tck.mutation;

import jacobi.Options;

/// Another backend that is right, in which the kit must find nothing.
///
/// @param name what it is called on the command line
/// @param says how it differs
/// @param plant how it is made of another right one
public record Variant(String name, String says, Plant plant) {
  /// Options with the difference.
  public Options in(Options options) {
    return plant.change().apply(options);
  }
}
