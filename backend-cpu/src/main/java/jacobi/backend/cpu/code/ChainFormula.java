package jacobi.backend.cpu.code;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chain of elementwise ops as one formula, each of whose steps is that of the op alone: so the
/// bits are those of the ops one after the other.
final class ChainFormula {
  private final ElementwiseChain chain;

  /// Of operands and links.
  private final List<Element> types;

  private final List<@Nullable Formula> formulas = new ArrayList<>();

  ChainFormula(ElementwiseChain chain, List<Element> operands) {
    this.chain = chain;
    this.types = new ArrayList<>(operands);
    for (Link link : chain.links()) {
      Element first = link.in().isEmpty() ? Element.F32 : types.get(link.in().getLast());
      formulas.add(formula(link.op(), first));
      types.add(result(link.op(), first));
    }
  }

  List<Element> out() {
    return chain.results().stream().map(k -> types.get(chain.operands() + k)).toList();
  }

  List<Element> types() {
    return types;
  }

  /// What a link computes, or null if it is a number.
  @Nullable Formula formula(int link) {
    return formulas.get(link);
  }

  private static Element result(Op op, Element last) {
    return switch (op) {
      case Binary binary when binary.isComparison() -> Element.BOOL;
      case Copy.Cast(var to) -> Element.of(to);
      case Fill.Full full -> Element.of(full.spec().dtype());
      case Primitive _, View _, HostDefault _, Composite _ -> last;
    };
  }

  private static @Nullable Formula formula(Op op, Element type) {
    return switch (op) {
      case Fill _ -> null;
      case Unary unary when type == Element.BOOL -> Formula.vector(x -> x[0].not());
      case Unary unary -> Formulas.of(unary, type);
      case Binary binary when type == Element.BOOL -> ofTruth(binary);
      case Binary binary -> Formulas.of(binary, type);
      case Where _ -> Formulas.where(type);
      case Copy.Cast(var to) -> cast(type, Element.of(to));
      case Activation f -> ActivationFormulas.of(f);
      case ActivationBackward(Activation f) -> ActivationFormulas.backward(f);
      case Primitive _, View _, HostDefault _, Composite _ ->
          throw new IllegalStateException(op.name() + " is no link of a chain");
    };
  }

  /// Masks know and, or and exclusive or.
  private static Formula ofTruth(Binary op) {
    return op.isBitwise()
        ? Formula.vector(Formulas.of(op, Element.BOOL).body())
        : Formulas.of(op, Element.BOOL);
  }

  private static Formula cast(Element from, Element to) {
    return from == Element.BOOL && to != Element.BOOL
        ? Formula.vector(x -> x[0].then(x[0].code().constant(to, 1), x[0].code().constant(to, 0)))
        : Formulas.cast(from, to);
  }

  /// Elements of a vector, or 0 if there is no vector code.
  ///
  /// @param constants a bit for each operand that is one number
  int lanes(int vectorBits, int constants) {
    int lanes = vectorBits / Float.SIZE;
    for (int k = 0; k < formulas.size(); k++) {
      Formula formula = formulas.get(k);
      Element type = types.get(chain.operands() + k);
      if (formula == null ? type == Element.BOOL : formula.kind() == Formula.Kind.SCALAR) {
        return 0;
      }
      boolean isWide = formula != null && formula.kind() == Formula.Kind.WIDE;
      lanes = isWide ? Math.min(lanes, vectorBits / Double.SIZE) : lanes;
    }
    for (Element type : types) {
      lanes = Math.min(lanes, vectorBits / Math.max(type.bits(), Float.SIZE));
    }
    for (int k = 0; k < chain.operands(); k++) {
      if (types.get(k) == Element.BOOL && (constants >> k & 1) == 1) {
        return 0;
      }
    }
    boolean truth = types.contains(Element.BOOL);
    return truth && lanes * Byte.SIZE < Loops.SHORTEST ? 0 : lanes;
  }

  /// The loop's formula.
  SweepFormula sweep(int constants) {
    List<Element> in = types.subList(0, chain.operands());
    return new SweepFormula(false, false, out(), List.copyOf(in), constants, this::body);
  }

  private Value[] body(Value... x) {
    Emitter code = x[0].code();
    List<Value> all = new ArrayList<>(List.of(x));
    for (int k = 0; k < formulas.size(); k++) {
      Link link = chain.links().get(k);
      Formula formula = formulas.get(k);
      if (formula == null) {
        var full = (Fill.Full) link.op();
        all.add(code.constant(types.get(chain.operands() + k), full.value()));
      } else {
        all.add(code.apply(formula, link.in().stream().map(all::get).toArray(Value[]::new)));
      }
    }
    return chain.results().stream().map(k -> all.get(chain.operands() + k)).toArray(Value[]::new);
  }
}
