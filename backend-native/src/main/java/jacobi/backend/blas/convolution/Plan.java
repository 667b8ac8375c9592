package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Convolution;
import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.Primitive;
import jacobi.backend.blas.foreign.Primitive.Role;
import jacobi.backend.blas.foreign.Window;
import jacobi.backend.cpu.parallel.Pool;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The code for one direction of a convolution of one shape, and memory to run it in.
final class Plan {
  /// Weights in the primitive's order that are kept.
  private static final int WEIGHTS = 4;

  final Window window;
  final Role first;
  final Role second;
  final Role result;
  final Dnnl dnnl;
  final Primitive primitive;
  private final Pool<Lane> lanes;
  private final Pool<Weights> weights = new Pool<>(WEIGHTS, kept -> 0);

  private Plan(Dnnl dnnl, Window window, Role result, Primitive primitive, int threads) {
    this.dnnl = dnnl;
    this.window = window;
    this.result = result;
    this.primitive = primitive;
    first = result == Role.RESULT ? Role.SOURCE : Role.RESULT_GRADIENT;
    second = result == Role.WEIGHTS_GRADIENT ? Role.SOURCE : Role.WEIGHTS;
    lanes = new Pool<>(threads, lane -> 0);
  }

  /// The plan, or null if oneDNN has no code for it that is worth calling.
  static @Nullable Plan of(Dnnl dnnl, Window window, Role result, int threads) {
    Primitive primitive = new Convolution(dnnl, window).primitive(result);
    return primitive == null ? null : new Plan(dnnl, window, result, primitive, threads);
  }

  /// How an operand lies in an array.
  MemorySegment plain(Role role) {
    return dnnl.plain(
        switch (role) {
          case SOURCE, SOURCE_GRADIENT -> window.xSizes();
          case WEIGHTS, WEIGHTS_GRADIENT -> window.wSizes();
          case RESULT, RESULT_GRADIENT -> window.ySizes();
          case SCRATCH -> throw new IllegalArgumentException("scratch lies in no array");
        });
  }

  /// Memory for one thread.
  Lane borrowLane() {
    Lane kept = lanes.take(0);
    return kept != null ? kept : new Lane(this);
  }

  void giveBack(Lane lane) {
    lanes.give(lane);
  }

  /// Weights in the primitive's order, for one call.
  Weights borrowWeights() {
    Weights kept = weights.take(0);
    return kept != null ? kept : new Weights(this);
  }

  void giveBack(Weights used) {
    weights.give(used);
  }
}
