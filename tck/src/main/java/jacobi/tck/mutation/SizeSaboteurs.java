package jacobi.tck.mutation;

import jacobi.op.Binary;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import jacobi.tck.fake.Tampering;
import jacobi.type.Layout;
import java.util.List;

/// Loops that end too early, and axes that are mixed up.
final class SizeSaboteurs {
  private static final int LANES = 8;

  private SizeSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S26", "C04/NEG", "the loop over vectors is wrong from element 64 on", main()),
        Saboteur.of("S27", "C04/ADD", "the last n mod 8 elements are left out", tail()),
        Saboteur.of("S28", "C04/REDUCE_SUM", "a sum of nothing is what was there", nothing()),
        Saboteur.of("S29", "C04/MUL", "a loop over the axes makes no turn for rank 0", scalar()),
        Saboteur.of("S30", "C07/REDUCE_SUM", "of rank 4 the next axis is summed up", nextAxis()),
        Saboteur.of("S31", "C07/MATMUL", "square matrices are not transposed", square()),
        Saboteur.of("S39", "C07/MATMUL", "the last term is dropped if K mod 4 is 3", lastTerm()));
  }

  private static Plant main() {
    return Plant.after(
        op -> op == Unary.NEG,
        call -> {
          for (int i = 64; i < call.out().count(); i++) {
            Tampering.add(call.out(), i, 1);
          }
        });
  }

  private static Plant tail() {
    return Plant.after(
        op -> op == Binary.ADD,
        call -> {
          int count = call.out().count();
          for (int i = count - count % LANES; count > LANES && i < count; i++) {
            Elements.set(call.out(), i, 0);
          }
        });
  }

  private static Plant nothing() {
    return Plant.after(
        op -> op instanceof Reduce(Reduce.Kind kind, var _) && kind == Reduce.Kind.SUM,
        call -> {
          for (int i = 0; call.in(0).count() == 0 && i < call.out().count(); i++) {
            Elements.set(call.out(), i, 42);
          }
        });
  }

  private static Plant scalar() {
    return Plant.after(
        op -> op == Binary.MUL,
        call -> {
          if (call.out().shape().rank() == 0) {
            Elements.set(call.out(), 0, 0);
          }
        });
  }

  /// The axes of a set are all one further on: axis `k` lies where `k + 1` does.
  private static Plant nextAxis() {
    return Plant.misread(
        op ->
            op instanceof Reduce(Reduce.Kind kind, var axes)
                && kind == Reduce.Kind.SUM
                && !axes.isEmpty(),
        x -> {
          long[] strides = x.strides();
          if (strides.length < 4) {
            return x;
          }
          long first = strides[0];
          System.arraycopy(strides, 1, strides, 0, strides.length - 1);
          strides[strides.length - 1] = first;
          return Layout.of(x.shape(), strides, x.offset());
        });
  }

  private static Plant square() {
    return Plant.misread(
        op -> op == MatMul.MATMUL,
        x -> {
          int rank = x.shape().rank();
          boolean turned = x.stride(rank - 2) < x.stride(rank - 1);
          return turned && x.shape().size(-1) == x.shape().size(-2) ? x.permute(swapped(rank)) : x;
        });
  }

  private static int[] swapped(int rank) {
    int[] order = new int[rank];
    java.util.Arrays.setAll(order, i -> i);
    order[rank - 2] = rank - 1;
    order[rank - 1] = rank - 2;
    return order;
  }

  private static Plant lastTerm() {
    return Dot.plant((row, column, dtype) -> {
      double[] shorter = row.clone();
      if (row.length % 4 == 3) {
        shorter[row.length - 1] = 0;
      }
      return Dot.plain(shorter, column, dtype);
    });
  }
}
