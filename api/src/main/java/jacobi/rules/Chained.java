package jacobi.rules;

import jacobi.op.ElementwiseChain;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A chain of elementwise ops, op by op.
final class Chained {
  private Chained() {}

  static Tensor[] of(ElementwiseChain chain, Tensor[] in) {
    List<Tensor> all = new ArrayList<>(List.of(in));
    for (ElementwiseChain.Link link : chain.links()) {
      Tensor[] operands = link.in().stream().map(all::get).toArray(Tensor[]::new);
      all.add(in[0].engine().applyAll(link.op(), operands)[0]);
    }
    return chain.results().stream().map(k -> all.get(chain.operands() + k)).toArray(Tensor[]::new);
  }
}
