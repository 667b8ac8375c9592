package jacobi.tck.trial;

import jacobi.Options;
import jacobi.tck.oracle.Oracle;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tck.reference.Interpreter;
import org.jspecify.annotations.Nullable;

/// What the tests of a run share, each part opened when it is first wanted.
public final class Bench implements AutoCloseable {
  private final Options options;
  private @Nullable Lab lab;
  private @Nullable Lab definitions;
  private @Nullable Oracle oracle;

  /// A bench for a backend; nothing is opened yet.
  public Bench(Options options) {
    this.options = options;
  }

  Options options() {
    return options;
  }

  /// The backend under test.
  public Lab lab() {
    Lab open = lab;
    if (open == null) {
      open = Lab.open(options);
      lab = open;
    }
    return open;
  }

  Lab definitions() {
    Lab open = definitions;
    if (open == null) {
      open = Lab.open(DoubleDoubleBackend.options(Interpreter.exact()));
      definitions = open;
    }
    return open;
  }

  Oracle oracle() {
    Oracle open = oracle;
    if (open == null) {
      open = Oracle.open();
      oracle = open;
    }
    return open;
  }

  /// Closes the references until they are wanted again: a session keeps the memory of all sizes
  /// that it ever needed.
  public void rest() {
    if (definitions != null) {
      definitions.close();
      definitions = null;
    }
    if (oracle != null) {
      oracle.close();
      oracle = null;
    }
  }

  @Override
  public void close() {
    if (lab != null) {
      lab.close();
    }
    rest();
  }
}
