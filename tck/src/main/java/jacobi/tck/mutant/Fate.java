package jacobi.tck.mutant;

/// What became of a mutant.
///
/// @param killed whether it was seen
/// @param how by which test, or why not
record Fate(Point point, boolean killed, String how) {}
