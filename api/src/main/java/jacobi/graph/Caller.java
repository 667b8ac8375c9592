package jacobi.graph;

import java.util.Set;

/// The line of the program that called into the api.
final class Caller {
  private static final Set<String> API =
      Set.of(
          "jacobi",
          "jacobi.type",
          "jacobi.random",
          "jacobi.op",
          "jacobi.spi",
          "jacobi.tensor",
          "jacobi.rules",
          "jacobi.graph",
          "jacobi.runtime");

  private Caller() {}

  static String line() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame -> !isInside(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("a line that is not known"));
  }

  private static boolean isInside(String type) {
    int end = type.lastIndexOf('.');
    return type.startsWith("java.") || (end > 0 && API.contains(type.substring(0, end)));
  }
}
