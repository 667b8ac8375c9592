package jacobi.tck.fake;

import jacobi.Options;

/// A backend that is wrong in one way.
///
/// @param says what is wrong with it
/// @param selection the tests that must see it
public record Fault(String says, String selection, Options options) {}
