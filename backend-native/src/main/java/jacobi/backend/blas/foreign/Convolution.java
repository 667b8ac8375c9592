package jacobi.backend.blas.foreign;

import jacobi.backend.blas.foreign.Primitive.Role;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Descriptions of convolutions whose operands lie as oneDNN likes them best.
public final class Convolution {
  private static final int TRAINING = 64;
  private static final int DIRECT = 1;

  private static final MethodHandle FORWARD = Signature.call("i", "ppiippppppppp");
  private static final MethodHandle BACKWARD_DATA = Signature.call("i", "ppippppppppp");
  private static final MethodHandle BACKWARD_WEIGHTS = Signature.call("i", "ppipppppppppp");

  private final Dnnl dnnl;
  private final MemorySegment x;
  private final MemorySegment w;
  private final MemorySegment y;
  private final Window window;

  /// Of these sizes.
  public Convolution(Dnnl dnnl, Window window) {
    this.dnnl = dnnl;
    this.window = window;
    x = dnnl.any(window.xSizes());
    w = dnnl.any(window.wSizes());
    y = dnnl.any(window.ySizes());
  }

  /// The code for a direction, or null if oneDNN has none that is worth calling.
  public @Nullable Primitive primitive(Role result) {
    int before = dnnl.threads().enter();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment forward = owned(arena, this::forward);
      if (forward == null) {
        return null;
      }
      MemorySegment description =
          switch (result) {
            case RESULT -> forward;
            case SOURCE_GRADIENT -> owned(arena, (to, s) -> backwardData(to, s, forward));
            case WEIGHTS_GRADIENT -> owned(arena, (to, s) -> backwardWeights(to, s, forward));
            case SOURCE, WEIGHTS, RESULT_GRADIENT, SCRATCH ->
                throw new IllegalArgumentException(result + " is no result");
          };
      return description == null ? null : Primitive.of(dnnl, description);
    } finally {
      dnnl.threads().leave(before);
    }
  }

  /// Describes a direction at an address, by strides, dilations and paddings.
  private interface Describing {
    int into(MemorySegment to, MemorySegment[] sliding) throws Throwable;
  }

  private @Nullable MemorySegment owned(Arena arena, Describing describing) {
    MemorySegment[] sliding = {
      arena.allocateFrom(ValueLayout.JAVA_LONG, window.strides()),
      arena.allocateFrom(ValueLayout.JAVA_LONG, window.dilations()),
      arena.allocateFrom(ValueLayout.JAVA_LONG, window.paddings())
    };
    MemorySegment to = arena.allocate(ValueLayout.ADDRESS);
    try {
      return Status.exists(describing.into(to, sliding), "a convolution")
          ? dnnl.owned(to.get(ValueLayout.ADDRESS, 0), "dnnl_primitive_desc_destroy")
          : null;
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private int forward(MemorySegment to, MemorySegment[] s) throws Throwable {
    return (int)
        FORWARD.invokeExact(
            dnnl.function("dnnl_convolution_forward_primitive_desc_create"),
            to,
            dnnl.engine(),
            TRAINING,
            DIRECT,
            x,
            w,
            MemorySegment.NULL,
            y,
            s[0],
            s[1],
            s[2],
            s[2],
            dnnl.attributes());
  }

  private int backwardData(MemorySegment to, MemorySegment[] s, MemorySegment hint)
      throws Throwable {
    return (int)
        BACKWARD_DATA.invokeExact(
            dnnl.function("dnnl_convolution_backward_data_primitive_desc_create"),
            to,
            dnnl.engine(),
            DIRECT,
            x,
            w,
            y,
            s[0],
            s[1],
            s[2],
            s[2],
            hint,
            dnnl.attributes());
  }

  private int backwardWeights(MemorySegment to, MemorySegment[] s, MemorySegment hint)
      throws Throwable {
    return (int)
        BACKWARD_WEIGHTS.invokeExact(
            dnnl.function("dnnl_convolution_backward_weights_primitive_desc_create"),
            to,
            dnnl.engine(),
            DIRECT,
            x,
            w,
            MemorySegment.NULL,
            y,
            s[0],
            s[1],
            s[2],
            s[2],
            hint,
            dnnl.attributes());
  }
}
