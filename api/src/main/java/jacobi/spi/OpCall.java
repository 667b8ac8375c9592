package jacobi.spi;

import jacobi.op.Op;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import org.jspecify.annotations.Nullable;

/// One op to compute, built and checked by the framework.
public final class OpCall {
  private final Op op;
  private final Operand[] in;
  private final Operand[] out;
  private final @Nullable Buffer scratch;
  private volatile @Nullable JacobiException fault;
  private boolean byReference;

  /// A call; the arrays are not copied.
  public OpCall(Op op, Operand[] in, Operand[] out, @Nullable Buffer scratch) {
    this.op = op;
    this.in = in;
    this.out = out;
    this.scratch = scratch;
  }

  /// What to compute.
  public Op op() {
    return op;
  }

  /// Operand `i`.
  public Operand in(int i) {
    return in[i];
  }

  /// How many operands there are.
  public int inputs() {
    return in.length;
  }

  /// Result `i`; dense, but for COPY, which also writes strided parts of a buffer.
  public Operand out(int i) {
    return out[i];
  }

  /// The only result.
  public Operand out() {
    return out[0];
  }

  /// How many results there are.
  public int outputs() {
    return out.length;
  }

  /// The element type of the first operand, or of the result of an op without operands.
  public DType dtype() {
    return in.length == 0 ? out[0].dtype() : in[0].dtype();
  }

  /// The scratch memory asked for in [Needs], else null.
  public @Nullable Buffer scratch() {
    return scratch;
  }

  /// Reports what went wrong with the data, such as an index out of range; the first report counts.
  /// The framework throws it at the call or, on an asynchronous queue, at the next read.
  public void report(JacobiException problem) {
    if (fault == null) {
      fault = problem;
    }
  }

  /// What was reported, or null.
  public @Nullable JacobiException fault() {
    return fault;
  }

  /// Forgets what was reported, before the call is made again.
  public void renew() {
    fault = null;
    byReference = false;
  }

  void byReference() {
    byReference = true;
  }

  /// True if the call ended in [Reference].
  public boolean isByReference() {
    return byReference;
  }
}
