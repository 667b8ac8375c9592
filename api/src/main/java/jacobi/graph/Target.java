package jacobi.graph;

import jacobi.op.Op;
import jacobi.rules.Ruled;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;

/// The device that graphs are compiled for.
public interface Target extends Ruled {
  /// Whether the device carries an op out, and what it needs.
  Support supports(OpSpec spec);

  /// Whether the host carries an op out that the device declines.
  boolean hosts(Op op);

  /// Makes ready to run.
  Program load(Blueprint blueprint);
}
