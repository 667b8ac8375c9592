package jacobi.tck.mutant;

/// An instruction that can be changed.
///
/// @param type the class, as in `jacobi.backend.cpu.code.Loops`
/// @param method the name of its method
/// @param code stands for what the methods of that name do
/// @param number which of the points in methods of that name, from 0 on
/// @param line where it is in the source, 0 if that is not known
/// @param change what becomes of it
record Point(String type, String method, String code, int number, int line, String change) {
  /// What names it as long as the method stays as it is.
  String key() {
    return "%s.%s@%s#%d".formatted(type, method, code, number);
  }

  @Override
  public String toString() {
    return "%s (line %d): %s".formatted(key(), line, change);
  }
}
