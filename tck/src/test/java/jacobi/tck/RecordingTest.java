package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.AdamStep;
import jacobi.op.Composite;
import jacobi.op.LogSoftmaxBackward;
import jacobi.op.SoftmaxBackward;
import jacobi.rules.Rules;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is recorded is computed once: a composite with a gradient of its own as the call it is, any
/// other as its decomposition.
class RecordingTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  /// A composite on operands.
  private record Call(Composite op, List<Tensor> in) {
    List<Tensor> watched() {
      return in.stream().map(x -> x.dtype().isFloat() ? x.detach().watch() : x).toList();
    }
  }

  /// One call of each composite without a gradient of its own, those of reverse passes too.
  private static List<Call> ruleless() {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (CompositeCase item : CompositeCases.all()) {
      Composite op = item.op();
      if (!Rules.STANDARD.hasRule(op) && item.inputs().size() >= op.arity()) {
        List<Tensor> in = new ArrayList<>();
        item.inputs()
            .subList(0, op.arity())
            .forEach(input -> in.add(input.tensor(DType.F32, false).detach()));
        calls.put(Members.of(op), new Call(op, in));
      }
    }
    Tensor x = Jacobi.tensor(new float[] {1, -2, 3, 4, 5, -6}, 2, 3);
    List<Composite> backward = new ArrayList<>();
    for (Activation f : Activation.values()) {
      backward.add(new ActivationBackward(f));
    }
    backward.add(new SoftmaxBackward(1));
    backward.add(new LogSoftmaxBackward(1));
    backward.forEach(op -> calls.put(Members.of(op), new Call(op, List.of(x.neg(), x))));
    return List.copyOf(calls.values());
  }

  @TestFactory
  Stream<DynamicTest> aCompositeWithoutARuleIsComputedOnce() {
    return session.run(RecordingTest::ruleless).stream()
        .map(call ->
            DynamicTest.dynamicTest(
                Members.of(call.op()),
                () ->
                    session.run(() -> {
                      once(call);
                      return true;
                    })));
  }

  private static void once(Call call) {
    Tensor[] in = call.watched().toArray(Tensor[]::new);
    Rules.STANDARD.decompose(call.op(), in);
    long start = session.counters().launches();
    Tensor[] parts = Rules.STANDARD.decompose(call.op(), in);
    long middle = session.counters().launches();
    List<Tensor> whole = Tensor.all(call.op(), in);
    long end = session.counters().launches();
    assertEquals(middle - start, end - middle);
    for (int i = 0; i < parts.length; i++) {
      assertArrayEquals(doubles(parts[i]), doubles(whole.get(i)));
    }
  }

  private static double[] doubles(Tensor x) {
    return x.detach().cast(DType.F64).toDoubles();
  }

  @Test
  void aClaimServesWhereNothingIsRecorded() {
    session.run(() -> {
      Tensor p = Jacobi.ones(5);
      Tensor numbers = Jacobi.tensor(new float[] {0.1f, 0.9f, 0.99f, 1e-8f, 0, 0.1f, 0.01f});
      Tensor[] in = {p, p, p, p, numbers};
      long start = session.counters().launches();
      Tensor.all(new AdamStep(false), in);
      assertEquals(1, session.counters().launches() - start);
      return true;
    });
  }

  @Test
  void whatHasARuleIsKnownBeforeItIsComputed() {
    session.run(() -> {
      for (CompositeCase item : CompositeCases.all()) {
        Composite op = item.op();
        if (Rules.STANDARD.hasRule(op) && item.inputs().size() == op.arity()) {
          Tensor[] in =
              item.inputs().stream().map(x -> x.tensor(DType.F32, false)).toArray(Tensor[]::new);
          Tensor[] out = Tensor.all(op, in).toArray(Tensor[]::new);
          assertNotNull(Rules.STANDARD.pullback(op, in, out), item.name());
        }
      }
      return true;
    });
  }
}
