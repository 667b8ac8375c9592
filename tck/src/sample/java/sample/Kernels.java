package sample;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.MatMul;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Layout;

/// The primitives: each is a [Loop] over operands that are laid out to fit.
///
/// Floats are computed in double and rounded once, when they are stored; integers and truth values
/// in long, and stored modulo their width. [HostBuffer] does both.
final class Kernels {
  private Kernels() {}

  /// No default: the compiler names the family that was forgotten.
  static void execute(Primitive op, OpCall call) {
    switch (op) {
      case Fill fill -> fill(fill, call.out());
      case Copy _ -> copy(call.in(0), call.out());
      case Unary unary -> unary(unary, call.in(0), call.out());
      case Binary binary -> binary(binary, call.in(0), call.in(1), call.out());
      case Where _ -> where(call.in(0), call.in(1), call.in(2), call.out());
      case Reduce reduce -> reduce(reduce, call.in(0), call.out());
      case ArgReduce reduce -> argReduce(reduce, call.in(0), call.out());
      case MatMul _ -> matmul(call.in(0), call.in(1), call.out());
      case Fold fold -> fold(fold, call.in(0), call.out());
      case Gather gather -> gather(gather, call);
      case ScatterAdd scatter -> scatterAdd(scatter, call);
    }
  }

  /// An element's index in row-major order is its place in a dense layout.
  private static void fill(Fill op, Operand y) {
    HostBuffer to = y.host();
    Loop.Body body =
        switch (op) {
          case Fill.Iota _ -> at -> to.setLong(at[0], at[1]);
          case Fill.Full full when y.dtype().isFloat() ->
              at -> to.setDouble(at[0], full.value().doubleValue());
          case Fill.Full full -> at -> to.setLong(at[0], full.value().longValue());
        };
    Loop.over(body, y.layout(), y.shape().layout());
  }

  /// COPY and CAST; of COPY alone the result may be strided.
  private static void copy(Operand x, Operand y) {
    Loop.over(at -> move(x, at[0], y, at[1]), x.layout(), y.layout());
  }

  private static void move(Operand x, int from, Operand y, int to) {
    if (x.dtype().isFloat()) {
      y.host().setDouble(to, x.host().asDouble(from));
    } else {
      y.host().setLong(to, x.host().asLong(from));
    }
  }

  private static void unary(Unary op, Operand x, Operand y) {
    HostBuffer from = x.host();
    HostBuffer to = y.host();
    long bits = x.dtype() == DType.BOOL ? 1 : -1;
    Loop.Body body =
        x.dtype().isFloat()
            ? at -> to.setDouble(at[1], Formulas.real(op, from.asDouble(at[0])))
            : at -> to.setLong(at[1], Formulas.whole(op, from.asLong(at[0])) & bits);
    Loop.over(body, x.layout(), y.layout());
  }

  /// What was broadcast has strides of 0, so all shapes are that of `y`.
  private static void binary(Binary op, Operand a, Operand b, Operand y) {
    Loop.Body body = at -> set(y, at[2], op, a, at[0], b, at[1]);
    Loop.over(body, a.layout(), b.layout(), y.layout());
  }

  /// `y[k] ← op(a[i], b[j])`
  private static void set(Operand y, int k, Binary op, Operand a, int i, Operand b, int j) {
    if (a.dtype().isFloat()) {
      y.host().setDouble(k, Formulas.real(op, a.host().asDouble(i), b.host().asDouble(j)));
    } else {
      y.host().setLong(k, Formulas.whole(op, a.host().asLong(i), b.host().asLong(j)));
    }
  }

  private static void where(Operand condition, Operand a, Operand b, Operand y) {
    Loop.Body body =
        at -> {
          int chosen = condition.bytes()[at[0]] != 0 ? 1 : 2;
          move(chosen == 1 ? a : b, at[chosen], y, at[3]);
        };
    Loop.over(body, condition.layout(), a.layout(), b.layout(), y.layout());
  }

  private static void reduce(Reduce op, Operand x, Operand y) {
    switch (op.kind()) {
      case SUM -> reduce(op, Binary.ADD, 0, x, y);
      case MAX -> reduce(op, Binary.MAX, Double.NEGATIVE_INFINITY, x, y);
      case MIN -> reduce(op, Binary.MIN, Double.POSITIVE_INFINITY, x, y);
    }
  }

  /// The result stands still along the axes that are folded away.
  private static void reduce(Reduce op, Binary by, double start, Operand x, Operand y) {
    Operand folded = wide(y, start);
    Layout kept = x.shape().keep(op.axes()).layout();
    var still = new Operand(folded.buffer(), kept.expand(x.shape()));
    binary(by, still, x, still);
    copy(folded, y);
  }

  /// Room in which the elements of `y` come together, each to be rounded once. As an integer an
  /// infinity is the least or the greatest.
  private static Operand wide(Operand y, double start) {
    HostBuffer room = HostBuffer.of(y.dtype().isFloat() ? DType.F64 : DType.I64, y.count());
    var wide = new Operand(room, y.shape().layout());
    Loop.over(at -> room.setDouble(at[0], start), wide.layout());
    return wide;
  }

  /// The first of equals stays, and the first NaN.
  private static void argReduce(ArgReduce op, Operand x, Operand y) {
    Binary by = op.kind() == ArgReduce.Kind.ARG_MAX ? Binary.MAX : Binary.MIN;
    Layout lines = x.layout().slice(op.axis(), 0, 1, 1).reshape(y.shape());
    int step = (int) x.layout().stride(op.axis());
    Loop.Body body =
        at -> {
          int best = 0;
          for (int i = 1; i < x.shape().size(op.axis()); i++) {
            best = beats(by, x.host(), at[0] + i * step, at[0] + best * step) ? i : best;
          }
          y.longs()[at[1]] = best;
        };
    Loop.over(body, lines, y.layout());
  }

  private static boolean beats(Binary by, HostBuffer x, int at, int best) {
    double real = x.asDouble(best);
    return x.dtype().isFloat()
        ? !Double.isNaN(real) && Formulas.real(by, x.asDouble(at), real) != real
        : Formulas.whole(by, x.asLong(at), x.asLong(best)) != x.asLong(best);
  }

  /// `y[m, n] = Σ a[m, k]·b[k, n]`; a transposed matrix comes as strides.
  private static void matmul(Operand a, Operand b, Operand y) {
    int rows = y.shape().rank() - 2;
    Layout left = Loop.still(a.layout(), rows + 1, y.shape());
    Layout right = Loop.still(b.layout(), rows, y.shape());
    Loop.over(at -> dot(a, at[0], b, at[1], y, at[2]), left, right, y.layout());
  }

  private static void dot(Operand a, int row, Operand b, int column, Operand y, int to) {
    int along = (int) a.layout().stride(-1);
    int down = (int) b.layout().stride(-2);
    int count = (int) a.shape().size(-1);
    if (y.dtype().isFloat()) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += a.host().asDouble(row + k * along) * b.host().asDouble(column + k * down);
      }
      y.host().setDouble(to, sum);
    } else {
      long sum = 0;
      for (int k = 0; k < count; k++) {
        sum += a.host().asLong(row + k * along) * b.host().asLong(column + k * down);
      }
      y.host().setLong(to, sum);
    }
  }

  /// The windows of the result are a view of it, in the shape of the operand.
  private static void fold(Fold op, Operand x, Operand y) {
    Operand sums = wide(y, 0);
    long window = x.shape().size(-1);
    Layout windows = sums.layout().unfold(op.axis(), window, op.step(), op.dilation());
    var sum = new Operand(sums.buffer(), windows);
    binary(Binary.ADD, sum, x, sum);
    copy(sums, y);
  }

  private static void gather(Gather op, OpCall call) {
    Operand x = call.in(0);
    Operand y = call.out();
    picked(call, op.axis(), x, (from, to) -> move(x, from, y, to), y);
  }

  private static void scatterAdd(ScatterAdd op, OpCall call) {
    Operand u = call.in(2);
    Operand sums = wide(call.out(), 0);
    copy(call.in(0), sums);
    Pick add = (to, from) -> set(sums, to, Binary.ADD, sums, to, u, from);
    picked(call, op.axis(), sums, add, u);
    copy(sums, call.out());
  }

  /// What is done with the element of `x` that an index picks, and the one that goes with it.
  private interface Pick {
    void at(int picked, int other);
  }

  /// Indices are data, so only a driver can check them: it reports one that is outside, and touches
  /// nothing there.
  private static void picked(OpCall call, int axis, Operand x, Pick pick, Operand other) {
    Operand index = call.in(1);
    long size = x.shape().size(axis);
    Loop.Body body =
        at -> {
          long i = index.host().asLong(at[0]);
          if (i >= 0 && i < size) {
            pick.at((int) (at[1] + i * x.layout().stride(axis)), at[2]);
          } else {
            String problem = "%s: index %d into an axis of size %d";
            call.report(new IndexException(problem.formatted(call.op().name(), i, size)));
          }
        };
    Layout lines = Loop.still(x.layout(), axis, index.shape());
    Loop.over(body, index.layout(), lines, other.layout());
  }
}
