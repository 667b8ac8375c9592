package jacobi.tck.reference;

import jacobi.op.Op;
import jacobi.spi.Operand;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/// A sum for each element of a result.
sealed interface Sums {
  /// Sums for results like these, all empty.
  static Sums of(Elements like, Layout dense) {
    int count = (int) dense.shape().elements();
    return switch (like) {
      case Reals _ -> new OfReals(count);
      case Wholes _ -> new OfWholes(count);
    };
  }

  /// Adds element `from` of `x` to sum `to`.
  void add(Elements x, int from, int to);

  /// Writes all sums down.
  void store(Op op, Operand out, ErrorBounds bounds);

  /// Of real numbers.
  final class OfReals implements Sums {
    private final List<Sum> sums = new ArrayList<>();

    private OfReals(int count) {
      for (int i = 0; i < count; i++) {
        sums.add(new Sum());
      }
    }

    @Override
    public void add(Elements x, int from, int to) {
      sums.get(to).add(((Reals) x).get(from), x.bound(from));
    }

    @Override
    public void store(Op op, Operand out, ErrorBounds bounds) {
      int[] places = Places.of(out.layout());
      Reals y = (Reals) out.buffer();
      for (int i = 0; i < places.length; i++) {
        Folding.store(op, y.dtype(), sums.get(i), 0, y, places[i], bounds);
      }
    }
  }

  /// Of integers.
  final class OfWholes implements Sums {
    private final long[] sums;
    private final double[] errors;

    private OfWholes(int count) {
      sums = new long[count];
      errors = new double[count];
    }

    @Override
    public void add(Elements x, int from, int to) {
      sums[to] += ((Wholes) x).get(from);
      errors[to] += x.bound(from);
    }

    @Override
    public void store(Op op, Operand out, ErrorBounds bounds) {
      int[] places = Places.of(out.layout());
      for (int i = 0; i < sums.length; i++) {
        ((Wholes) out.buffer()).set(places[i], sums[i], errors[i]);
      }
    }
  }
}
