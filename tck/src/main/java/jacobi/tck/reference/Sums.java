package jacobi.tck.reference;

import jacobi.op.Op;
import jacobi.spi.Operand;
import jacobi.type.Layout;

/// A sum for each element of a result.
sealed interface Sums {
  /// Sums for results like these, all empty.
  static Sums of(Elements like, Layout dense) {
    int count = (int) dense.shape().elements();
    return switch (like) {
      case Reals _ -> new OfReals(new Sum[count]);
      case Wholes _ -> new OfWholes(new long[count], new double[count]);
    };
  }

  /// Adds element `from` of `x` to sum `to`.
  void add(Elements x, int from, int to);

  /// Writes all sums down.
  void store(Op op, Operand out, ErrorBounds bounds);

  /// Of real numbers.
  record OfReals(Sum[] sums) implements Sums {
    @Override
    public void add(Elements x, int from, int to) {
      if (sums[to] == null) {
        sums[to] = new Sum();
      }
      sums[to].add(((Reals) x).get(from), x.bound(from));
    }

    @Override
    public void store(Op op, Operand out, ErrorBounds bounds) {
      int[] places = Places.of(out.layout());
      Reals y = (Reals) out.buffer();
      for (int i = 0; i < sums.length; i++) {
        Sum sum = sums[i] == null ? new Sum() : sums[i];
        Folding.store(op, y.dtype(), sum, 0, y, places[i], bounds);
      }
    }
  }

  /// Of integers.
  record OfWholes(long[] sums, double[] errors) implements Sums {
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
