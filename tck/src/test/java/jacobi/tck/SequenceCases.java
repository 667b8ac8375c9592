package jacobi.tck;

import static jacobi.Jacobi.tensor;
import static jacobi.tck.CompositeCase.Role.DIFFERENTIATED;
import static jacobi.tck.CompositeCase.Role.WHOLE;

import jacobi.Jacobi;
import jacobi.op.Attention;
import jacobi.op.Composite;
import jacobi.op.Embedding;
import jacobi.op.Gru;
import jacobi.op.GruCell;
import jacobi.op.Lstm;
import jacobi.op.LstmCell;
import jacobi.tck.CompositeCase.Input;
import jacobi.tck.GradientCases.Case;
import jacobi.tck.GradientCases.Values;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Attention, embedding and recurrent ops.
final class SequenceCases {
  /// Roundings of a smooth function.
  private static final int SMOOTH = 64;

  private static final long[] STATE = {5, 8};

  private SequenceCases() {}

  /// Gradients of orders 1 and 2.
  static List<Case> gradients() {
    List<Case> cases = new ArrayList<>();
    for (boolean causal : new boolean[] {false, true}) {
      attention(cases, new Attention(0.7, causal, false, 0), null);
      attention(cases, new Attention(0.7, causal, true, 0), Jacobi::tensor);
    }
    attention(cases, new Attention(0.7, false, false, 0.4), null);
    additive(cases);
    Function<List<Tensor>, Tensor> embedding =
        in -> in.get(0).embedding(tensor(new int[] {2, 0, 2, 1}, 2, 2)).square();
    add(cases, new Embedding(), "", embedding, values(-1, 1, 3, 2));
    recurrent(cases, new LstmCell(), 4, 2);
    recurrent(cases, new Lstm(), 4, 2);
    recurrent(cases, new GruCell(), 3, 1);
    recurrent(cases, new Gru(), 3, 1);
    return cases;
  }

  /// The mask hides all keys from the last query.
  private static void attention(List<Case> cases, Attention op, Function<boolean[], Tensor> mask) {
    Function<List<Tensor>, Tensor> f =
        in -> {
          List<Tensor> operands = new ArrayList<>(in);
          if (mask != null) {
            boolean[] seen = {true, false, true, false, true, true, false, false, false};
            operands.add(mask.apply(seen).reshape(3, 3));
          }
          if (op.isDropped()) {
            operands.add(tensor(STATE));
          }
          List<Tensor> out = Tensor.all(op, operands.toArray(Tensor[]::new));
          Tensor lse = op.masked() ? out.get(1).slice(1, 0, 2) : out.get(1);
          return joined(List.of(out.get(0), lse));
        };
    Values v = values(-1, 1, 2, 3, 1);
    add(cases, op, op.toString(), f, values(-1, 1.2, 2, 3, 2), values(-1.3, 1, 2, 3, 2), v);
  }

  private static void additive(List<Case> cases) {
    Values q = values(-1, 1.2, 2, 2, 2);
    Values k = values(-1.3, 1, 2, 3, 2);
    Values v = values(-1, 1, 2, 3, 2);
    Values mask = values(-2, 2, 2, 3);
    Function<List<Tensor>, Tensor> f =
        in -> in.get(0).scaledDotProductAttention(in.get(1), in.get(2), in.get(3), 0, false);
    add(cases, new Attention(1, false, true, 0), "of floats", f, q, k, v, mask);
  }

  /// Results are squared, so that cells and gates have cotangents of their own.
  private static void recurrent(List<Case> cases, Composite op, int gates, int states) {
    boolean cell = op instanceof LstmCell || op instanceof GruCell;
    List<Values> data = new ArrayList<>();
    data.add(cell ? values(-1, 1, 2, 3) : values(-1, 1, 3, 2, 3));
    for (int i = 0; i < states; i++) {
      data.add(i == 0 ? values(-1.1, 0.9, 2, 2) : values(-0.8, 1, 2, 2));
    }
    data.add(values(-1.2, 1, gates * 2, 3));
    data.add(values(-1.2, 1, gates * 2, 2));
    data.add(values(-0.6, 0.5, gates * 2));
    data.add(values(-0.4, 0.5, gates * 2));
    Values[] all = data.toArray(Values[]::new);
    add(cases, op, "", in -> joined(Tensor.all(op, in.toArray(Tensor[]::new))).square(), all);
    add(cases, op, "first", in -> Tensor.all(op, in.toArray(Tensor[]::new)).getFirst(), all);
  }

  private static Tensor joined(List<Tensor> parts) {
    return Jacobi.concat(0, parts.stream().map(x -> x.reshape(-1)).toArray(Tensor[]::new));
  }

  private static Values values(double low, double high, long... sizes) {
    return GradientCases.values(low, high, sizes);
  }

  private static void add(
      List<Case> cases,
      Composite op,
      String special,
      Function<List<Tensor>, Tensor> f,
      Values... data) {
    var shapes = List.of(data).stream().map(Values::shape).toList();
    cases.add(
        new Case(op.name(), "%s %s%s".formatted(op.name(), special, shapes), f, List.of(data)));
  }

  /// Composites, whoever claims them.
  static List<CompositeCase> composites() {
    List<CompositeCase> cases = new ArrayList<>();
    for (boolean causal : new boolean[] {false, true}) {
      for (boolean masked : new boolean[] {false, true}) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(reals(2, 2, 17, 8));
        inputs.add(reals(2, 2, 17, 8));
        inputs.add(reals(2, 2, 17, 5));
        if (masked) {
          inputs.add(reals(2, 1, 1, 17));
        }
        var op = new Attention(0.35, causal, masked, 0);
        cases.add(smooth(op, inputs));
      }
    }
    Input state = Input.of(WHOLE, new double[] {7, 3}, 2);
    var dropped = new Attention(0.35, false, false, 0.25);
    cases.add(smooth(dropped, List.of(reals(3, 5, 4), reals(3, 7, 4), reals(3, 7, 2), state)));
    cases.add(smooth(dropped, List.of(reals(0, 5, 4), reals(0, 7, 4), reals(0, 7, 2), state)));
    cases.addAll(blocks());
    Input index = Input.of(WHOLE, new double[] {4, 0, 4, 8, 1, 4}, 2, 3);
    cases.add(CompositeCase.of(new Embedding(), 8, true, reals(9, 17), index));
    for (long batch : new long[] {0, 1, 5}) {
      cases.add(smooth(new LstmCell(), recurrent(4, 2, batch, 3)));
      cases.add(smooth(new GruCell(), recurrent(3, 1, batch, 3)));
      recurrent(cases, new Lstm(), recurrent(4, 2, 4, batch, 3));
      recurrent(cases, new Gru(), recurrent(3, 1, 4, batch, 3));
    }
    // Units and rows of more than one part, the last of them shorter.
    wide(cases, new Lstm(), 4, 2);
    wide(cases, new Gru(), 3, 1);
    return cases;
  }

  /// Attention over more queries and keys than a kernel may handle at once, to the bit: it adds up
  /// the same in the same order.
  private static List<CompositeCase> blocks() {
    List<CompositeCase> cases = new ArrayList<>();
    Input state = Input.of(WHOLE, new double[] {7, 3}, 2);
    for (boolean causal : new boolean[] {false, true}) {
      var op = new Attention(0.35, causal, false, 0);
      for (long[] size : new long[][] {{150, 150}, {5, 300}, {300, 7}, {1, 9}}) {
        cases.add(exact(op, attended(size[0], size[1])));
      }
      List<Input> dropped = attended(70, 130);
      dropped.add(state);
      cases.add(exact(new Attention(0.35, causal, false, 0.25), dropped));
      cases.add(
          new CompositeCase(
              op,
              op + " of one matrix",
              in -> {
                Tensor parts = in.getFirst().permute(2, 0, 3, 1, 4);
                return Tensor.all(op, parts.select(0, 0), parts.select(0, 1), parts.select(0, 2));
              },
              List.of(reals(2, 70, 3, 2, 8)),
              0,
              false));
    }
    return cases;
  }

  private static List<Input> attended(long queries, long keys) {
    return new ArrayList<>(List.of(reals(2, queries, 8), reals(2, keys, 8), reals(2, keys, 5)));
  }

  private static CompositeCase exact(Composite op, List<Input> inputs) {
    return CompositeCase.of(op, 0, false, inputs.toArray(Input[]::new));
  }

  private static void recurrent(List<CompositeCase> cases, Composite op, List<Input> inputs) {
    CompositeCase all = smooth(op, inputs);
    cases.add(all);
    cases.add(
        new CompositeCase(
            op,
            all.name() + " y",
            in -> List.of(Tensor.all(op, in.toArray(Tensor[]::new)).getFirst()),
            inputs,
            SMOOTH,
            false));
  }

  /// Small weights, so that gates are not saturated.
  private static void wide(List<CompositeCase> cases, Composite op, long gates, int states) {
    List<Input> inputs = new ArrayList<>();
    for (Input input : ofWidth(70, gates, states, 3, 101, 4)) {
      double[] elements = input.elements().clone();
      for (int i = 0; i < elements.length; i++) {
        elements[i] /= 8;
      }
      inputs.add(Input.of(DIFFERENTIATED, elements, input.shape().sizes()));
    }
    recurrent(cases, op, inputs);
  }

  private static CompositeCase smooth(Composite op, List<Input> inputs) {
    return CompositeCase.of(op, SMOOTH, false, inputs.toArray(Input[]::new));
  }

  private static List<Input> recurrent(long gates, int states, long... x) {
    return ofWidth(9, gates, states, x);
  }

  private static List<Input> ofWidth(long hidden, long gates, int states, long... x) {
    List<Input> inputs = new ArrayList<>(List.of(reals(x)));
    for (int i = 0; i < states; i++) {
      inputs.add(reals(x[x.length - 2], hidden));
    }
    inputs.add(reals(gates * hidden, x[x.length - 1]));
    inputs.add(reals(gates * hidden, hidden));
    inputs.add(reals(gates * hidden));
    inputs.add(reals(gates * hidden));
    return inputs;
  }

  private static Input reals(long... shape) {
    return CompositeCases.reals(DIFFERENTIATED, shape);
  }
}
