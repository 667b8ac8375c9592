package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.models.train.Execution;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// `a + b`, `tanh(a·b)` as two ops, eight ops on `a` and `b` that one pass could do, and `gelu(a)`
/// of `L` elements.
final class Elementwise {
  private static final List<String> LENGTHS = List.of("1e3", "1e5", "1e7");

  private Elementwise() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (String length : LENGTHS) {
      all.add(new Workload.Call("elem_add_" + length, () -> add(count(length))));
    }
    for (String length : LENGTHS) {
      all.add(
          new Workload.Call("elem_multanh_" + length, how -> tanhOfProduct(how, count(length))));
    }
    for (String length : LENGTHS) {
      all.add(new Workload.Call("elem_chain8_" + length, how -> chain(how, count(length))));
    }
    for (String length : LENGTHS) {
      all.add(new Workload.Call("elem_gelu_" + length, () -> gelu(count(length))));
    }
    return all;
  }

  private static long count(String length) {
    return (long) Double.parseDouble(length);
  }

  private static Runnable add(long count) {
    Tensor a = normal(1, count);
    Tensor b = normal(2, count);
    return () -> a.add(b).close();
  }

  private static Runnable tanhOfProduct(Execution how, long count) {
    Tensor a = normal(1, count);
    Tensor b = normal(2, count);
    return switch (how) {
      case EAGER ->
          () -> {
            Tensor product = a.mul(b);
            product.tanh().close();
            product.close();
          };
      case COMPILED -> {
        List<Tensor> both = List.of(a, b);
        yield Operands.call(how, both, in -> List.of(in.get(0).mul(in.get(1)).tanh()));
      }
    };
  }

  private static Runnable chain(Execution how, long count) {
    List<Tensor> both = List.of(normal(1, count), normal(2, count));
    return Operands.call(how, both, in -> List.of(chained(in.get(0), in.get(1))));
  }

  private static Tensor chained(Tensor a, Tensor b) {
    Tensor twice = a.mul(b).add(a).maximum(b).sub(a);
    return twice.mul(b).add(a).minimum(b).sub(a);
  }

  private static Runnable gelu(long count) {
    Tensor a = normal(1, count);
    return () -> a.gelu().close();
  }
}
