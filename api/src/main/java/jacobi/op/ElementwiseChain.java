package jacobi.op;

import java.util.ArrayList;
import java.util.List;

/// Elementwise ops one after the other in one pass over memory. A compiler makes them; what they
/// compute is what their links compute, op by op and bit by bit.
///
/// | operands | results |
/// | --- | --- |
/// | of shapes that broadcast to one | those of the links in `results`, of that shape |
///
/// @param operands how many operands there are
/// @param links what is computed, in order: UNARY, BINARY, WHERE, CAST, FULL of one number,
///   [Activation], [ActivationBackward]
/// @param results which links' results are results of the chain
public record ElementwiseChain(int operands, List<Link> links, List<Integer> results)
    implements Composite {
  /// The lists are copied.
  public ElementwiseChain {
    links = List.copyOf(links);
    results = List.copyOf(results);
  }

  /// One op.
  ///
  /// @param op what it computes
  /// @param in its operands: `k` is operand `k` of the chain, `operands + k` the result of link `k`
  public record Link(Op op, List<Integer> in) {
    /// The list is copied.
    public Link {
      in = List.copyOf(in);
    }
  }

  @Override
  public String name() {
    return "ELEMENTWISE_CHAIN";
  }

  @Override
  public int arity() {
    return operands;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    List<Spec> all = specs(in);
    return results.stream().map(k -> all.get(operands + k)).toList();
  }

  /// Element types and shapes of operands and links.
  public List<Spec> specs(List<Spec> in) {
    Check.shape(in.size() == operands, "%s of %d wants %d operands", name(), in.size(), operands);
    List<Spec> all = new ArrayList<>(in);
    for (Link link : links) {
      all.add(link.op.infer(link.in.stream().map(all::get).toList()).getFirst());
    }
    return all;
  }
}
