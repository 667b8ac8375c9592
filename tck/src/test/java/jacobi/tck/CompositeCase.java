package jacobi.tck;

import jacobi.Jacobi;
import jacobi.Session;
import jacobi.op.Composite;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Mode;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A composite, or several applied one after the other, on fixed operands.
///
/// Two ways to compute it, each by sums of at most `terms` terms in any order, differ by at most
///
/// ```
/// 2·n·u·S
/// ```
///
/// with the unit roundoff `u` of F32. Where the result is a sum of products of operands, `S` is the
/// sum of their sizes: the same composite in F64 on the operands' sizes. Elsewhere it is the
/// greatest element of the result. No terms means to the bit.
///
/// @param op what it is a case of
/// @param name the op and what is special
/// @param function operands to results; what is differentiated is the sum of the float results
///   weighted by fixed cotangents
/// @param inputs the operands
/// @param terms `n`
/// @param isSum whether results and gradients are sums of products of operands
record CompositeCase(
    Composite op,
    String name,
    Function<List<Tensor>, List<Tensor>> function,
    List<Input> inputs,
    int terms,
    boolean isSum) {

  /// What an operand is for.
  enum Role {
    /// Gradients are asked for.
    DIFFERENTIATED,
    /// State or number of a step, which nobody differentiates.
    PLAIN,
    /// Whole numbers of I64.
    WHOLE
  }

  /// An operand.
  ///
  /// @param sizes the elements where sizes are summed up
  record Input(Shape shape, double[] elements, double[] sizes, Role role) {
    static Input of(Role role, double[] elements, long... shape) {
      double[] sizes = new double[elements.length];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Math.abs(elements[i]);
      }
      return new Input(Shape.of(shape), elements, sizes, role);
    }

    /// The operand as a tensor.
    ///
    /// @param sized its elements' sizes instead of them
    Tensor tensor(DType dtype, boolean sized) {
      double[] from = sized ? sizes : elements;
      if (role == Role.WHOLE) {
        long[] whole = new long[from.length];
        for (int i = 0; i < whole.length; i++) {
          whole[i] = (long) elements[i];
        }
        return Jacobi.tensor(whole, shape.sizes());
      }
      float[] rounded = new float[from.length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) from[i];
      }
      Tensor tensor = Jacobi.tensor(rounded, shape.sizes()).reshape(shape).cast(dtype);
      return role == Role.DIFFERENTIATED ? tensor.watch() : tensor;
    }
  }

  /// A case of one op.
  static CompositeCase of(Composite op, int terms, boolean isSum, Input... inputs) {
    var shapes = List.of(inputs).stream().map(Input::shape).toList();
    return new CompositeCase(
        op,
        op + " " + shapes,
        in -> Tensor.all(op, in.toArray(Tensor[]::new)),
        List.of(inputs),
        terms,
        isSum);
  }

  /// Results, results when they are recorded, then gradients, computed by a session in F32.
  List<double[]> run(Session session) {
    return session.run(() -> results(session, DType.F32, false));
  }

  /// The sums of sizes, computed by a session in F64.
  List<double[]> sizes(Session session) {
    return session.run(() -> results(session, DType.F64, true));
  }

  private List<double[]> results(Session session, DType dtype, boolean sized) {
    List<double[]> all = new ArrayList<>();
    for (Tensor y : tensors(session, dtype, sized)) {
      all.add(y.cast(DType.F64).toDoubles());
    }
    return all;
  }

  /// Results, results when they are recorded, then gradients, inside of a session.
  List<Tensor> tensors(Session session, DType dtype, boolean sized) {
    List<Tensor> in = inputs.stream().map(input -> input.tensor(dtype, sized)).toList();
    List<Tensor> watched = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      if (inputs.get(i).role() == Role.DIFFERENTIATED) {
        watched.add(in.get(i));
      }
    }
    List<Tensor> all = new ArrayList<>(Mode.noGrad(() -> function.apply(in)));
    List<Tensor> results = function.apply(in);
    all.addAll(results);
    Tensor loss = null;
    for (Tensor y : results) {
      if (y.dtype().isFloat() && !watched.isEmpty()) {
        Tensor term = y.mul(cotangent(y.shape(), sized).cast(dtype)).sum();
        loss = loss == null ? term : loss.add(term);
      }
    }
    if (loss != null) {
      all.addAll(session.gradients(loss).orZeros().of(watched));
    }
    return all;
  }

  /// Whole numbers, so that adding them up is exact.
  private static Tensor cotangent(Shape shape, boolean sized) {
    Stream random = Seed.of(11).at("cotangent").stream();
    float[] elements = new float[(int) shape.elements()];
    for (int i = 0; i < elements.length; i++) {
      int whole = random.nextInt(-9, 10);
      elements[i] = sized ? Math.abs(whole) : whole;
    }
    return Jacobi.tensor(elements, shape.sizes());
  }
}
