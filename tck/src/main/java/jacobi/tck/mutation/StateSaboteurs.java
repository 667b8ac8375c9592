package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Dropout;
import jacobi.op.Fold;
import jacobi.op.HostDefault;
import jacobi.random.Philox;
import jacobi.rules.Accumulator;
import jacobi.spi.OpCall;
import jacobi.tck.fake.Tampering;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is kept from one call to the next, and random bits.
final class StateSaboteurs {
  private StateSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S49", "C07/ADD", "a result is kept for operands of such shapes", stale()),
        Saboteur.of("S50", "C10/unfold", "what a buffer held is added to", recycled()),
        Saboteur.of("S51", "C11/ADD", "the last of several cotangents counts", overwriting()),
        Saboteur.of("S52", "C15/RELU", "the backward writes over the cotangent", inPlace()),
        Saboteur.of("S53", "C15/MAX", "an operand is changed", changed()),
        Saboteur.none(
            "S54",
            "the version of what is changed in place is not looked at",
            "no op writes in place"),
        Saboteur.of("S58", "C18/DROPOUT", "the backward draws another mask", redrawn()),
        Saboteur.none(
            "S59",
            "dropout drops outside of training",
            "there it is its operand, and no seam sees it"),
        Saboteur.of(
            "S60", "C18/RANDOM_BITS", "words depend on how many are asked for", words(true)),
        Saboteur.of("S61", "C18/RANDOM_BITS", "the key is cut to 32 bits", words(false)));
  }

  private static Plant stale() {
    return Plant.driver(real -> {
      Map<String, double[]> kept = new HashMap<>();
      return new Tampering(
          real,
          call -> {
            if (call.op() == Binary.ADD) {
              double[] now = Elements.of(call.out());
              double[] before = kept.putIfAbsent(call.dtype() + "" + call.out().shape(), now);
              Elements.set(call.out(), before == null ? now : before);
            }
          });
    });
  }

  private static Plant recycled() {
    return Plant.driver(real -> {
      Map<Integer, double[]> held = new HashMap<>();
      return new Tampering(
          real,
          call -> {
            if (call.op() instanceof Fold) {
              double[] now = Elements.of(call.out());
              double[] before = held.put(now.length, now.clone());
              for (int i = 0; before != null && i < now.length; i++) {
                now[i] += before[i];
              }
              Elements.set(call.out(), now);
            }
          });
    });
  }

  private static Plant overwriting() {
    return Plant.engine(
        new Accumulator() {
          @Override
          public Tensor add(Tensor a, Tensor b) {
            return b;
          }
        });
  }

  /// A kernel that computes in the memory of its operand.
  private static Plant inPlace() {
    return Plant.kernel(
        op -> op instanceof ActivationBackward(Activation of) && of == Activation.RELU,
        call -> {
          double[] y = Elements.of(call.in(1));
          double[] g = Elements.of(call.in(0));
          int[] places = Elements.places(call.in(0).layout());
          for (int i = 0; i < g.length; i++) {
            call.in(0).host().setDouble(places[i], y[i] <= 0 ? 0 : g[i]);
            Elements.set(call.out(), i, y[i] <= 0 ? 0 : g[i]);
          }
        });
  }

  private static Plant changed() {
    return Plant.after(op -> op == Binary.MAX, call -> Tampering.add(call.in(0), 0, 1));
  }

  private static Plant redrawn() {
    return Plant.slope((op, in, _) ->
        op instanceof Dropout
            ? Pullback.of(g -> g.engine().apply(op, g, in[1].add(1)), null)
            : null);
  }

  /// From a place that depends on the count, or with half of the key.
  private static Plant words(boolean counted) {
    return Plant.kernel(
        op -> op instanceof HostDefault.RandomBits,
        call -> {
          long key = call.in(0).host().asLong(Elements.places(call.in(0).layout())[0]);
          long start = call.in(0).host().asLong(Elements.places(call.in(0).layout())[1]);
          int[] words = new int[call.out().count()];
          long cut = counted ? key : key & 0xFFFF_FFFFL;
          Philox.words(cut, counted ? start + words.length : start, words, 0, words.length);
          write(call, words);
        });
  }

  private static void write(OpCall call, int[] words) {
    for (int i = 0; i < words.length; i++) {
      call.out().host().setLong(call.out().at() + i, words[i]);
    }
  }
}
