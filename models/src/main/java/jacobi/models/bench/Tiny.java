package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.models.train.Execution;
import jacobi.tensor.Tensor;
import java.util.List;

/// Four elements, where all time goes into what surrounds an op: `tiny_add` and, when gradients may
/// be asked for and the op is recorded, `tiny_add_grad`; `tiny_chain100_fwdbwd` is a hundred ops,
/// alternately `z·y` and `z + y` from `z = x`, and the way back from their sum.
final class Tiny {
  private static final int COUNT = 4;
  private static final int CHAIN = 100;

  private Tiny() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Call("tiny_add", () -> add(normal(1, COUNT), normal(2, COUNT))),
        new Workload.Call(
            "tiny_add_grad", () -> add(normal(1, COUNT).watch(), normal(2, COUNT).watch())),
        new Workload.Call("tiny_chain100_fwdbwd", Tiny::chain));
  }

  private static Runnable add(Tensor x, Tensor y) {
    return () -> x.add(y).close();
  }

  private static Runnable chain(Execution how) {
    return Operands.roundTrip(
        how, List.of(normal(1, COUNT), normal(2, COUNT)), in -> chained(in.get(0), in.get(1)));
  }

  private static Tensor chained(Tensor x, Tensor y) {
    Tensor z = x;
    for (int i = 0; i < CHAIN; i++) {
      z = i % 2 == 0 ? z.mul(y) : z.add(y);
    }
    return z;
  }
}
