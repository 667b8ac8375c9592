package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Consumer;

/// oneDNN's engine for the processor: descriptions of memory, and what primitives need.
///
/// What it makes is given back when nothing in Java refers to it any more, so no call can meet what
/// is gone.
public final class Dnnl {
  /// What a library must have.
  static final List<String> FUNCTIONS =
      List.of(
          "dnnl_convolution_backward_data_primitive_desc_create",
          "dnnl_convolution_backward_weights_primitive_desc_create",
          "dnnl_convolution_forward_primitive_desc_create",
          "dnnl_engine_create",
          "dnnl_memory_create",
          "dnnl_memory_desc_create_with_tag",
          "dnnl_memory_desc_destroy",
          "dnnl_memory_desc_equal",
          "dnnl_memory_desc_get_size",
          "dnnl_memory_destroy",
          "dnnl_primitive_attr_create",
          "dnnl_primitive_attr_set_scratchpad_mode",
          "dnnl_primitive_create",
          "dnnl_primitive_desc_destroy",
          "dnnl_primitive_desc_query",
          "dnnl_primitive_desc_query_md",
          "dnnl_primitive_destroy",
          "dnnl_primitive_execute",
          "dnnl_reorder_primitive_desc_create",
          "dnnl_sgemm",
          "dnnl_stream_create",
          "dnnl_stream_destroy",
          "dnnl_version");

  private static final int CPU = 1;
  private static final int F32 = 3;
  private static final int USER = 1;
  private static final int ANY = 1;
  private static final int IN_ORDER = 1;

  /// `dnnl_abcd` and `dnnl_abcde`.
  private static final int PLAIN_4 = 5;

  private static final int PLAIN_5 = 6;

  private static final MethodHandle OF_ONE = Signature.call("i", "p");
  private static final MethodHandle OF_TWO = Signature.call("i", "pp");
  private static final MethodHandle MODE = Signature.call("i", "pi");
  private static final MethodHandle ENGINE = Signature.call("i", "pil");
  private static final MethodHandle STREAM = Signature.call("i", "ppi");
  private static final MethodHandle DESCRIBE = Signature.call("i", "pipii");
  private static final MethodHandle SIZE = Signature.call("l", "p");

  private final NativeLibrary library;
  private final OneDnn threads;
  private final MemorySegment engine;
  private final MemorySegment attributes;

  /// The engine of a library.
  ///
  /// @throws IllegalArgumentException if it lacks a function
  public Dnnl(NativeLibrary library, OneDnn threads) {
    this.library = library;
    this.threads = threads;
    engine =
        made(
            "an engine",
            to -> (int) ENGINE.invokeExact(function("dnnl_engine_create"), to, CPU, 0L));
    attributes =
        made(
            "attributes",
            to -> (int) OF_ONE.invokeExact(function("dnnl_primitive_attr_create"), to));
    try {
      int status =
          (int)
              MODE.invokeExact(
                  function("dnnl_primitive_attr_set_scratchpad_mode"), attributes, USER);
      Status.require(status, "attributes");
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// A call that puts a handle where it is told.
  @FunctionalInterface
  interface Making {
    int into(MemorySegment to) throws Throwable;
  }

  MemorySegment function(String name) {
    return library.require(name);
  }

  MemorySegment engine() {
    return engine;
  }

  MemorySegment attributes() {
    return attributes;
  }

  OneDnn threads() {
    return threads;
  }

  /// A handle that lives as long as the process.
  static MemorySegment made(String what, Making making) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(ValueLayout.ADDRESS);
      Status.require(making.into(to), what);
      return to.get(ValueLayout.ADDRESS, 0);
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// A handle that is destroyed when it is forgotten.
  @SuppressWarnings("restricted")
  MemorySegment owned(MemorySegment handle, String destroyer) {
    MemorySegment destroy = function(destroyer);
    Consumer<MemorySegment> cleanup =
        gone -> {
          try {
            Status.require((int) OF_ONE.invokeExact(destroy, gone), destroyer);
          } catch (Throwable thrown) {
            throw Signature.unchecked(thrown);
          }
        };
    return handle.reinterpret(Arena.ofAuto(), cleanup);
  }

  /// Calls a maker of the form `make(to, of)`.
  MemorySegment made(String maker, MemorySegment of, String destroyer) {
    MemorySegment handle = made(maker, to -> (int) OF_TWO.invokeExact(function(maker), to, of));
    return owned(handle, destroyer);
  }

  /// A queue for one thread at a time.
  public MemorySegment stream() {
    MemorySegment handle =
        made(
            "a stream",
            to -> (int) STREAM.invokeExact(function("dnnl_stream_create"), to, engine, IN_ORDER));
    return owned(handle, "dnnl_stream_destroy");
  }

  /// Elements of F32 in row-major order.
  public MemorySegment plain(long[] sizes) {
    return described(sizes, sizes.length == 4 ? PLAIN_4 : PLAIN_5);
  }

  /// Elements of F32 in an order that a primitive may choose.
  MemorySegment any(long[] sizes) {
    return described(sizes, ANY);
  }

  private MemorySegment described(long[] sizes, int tag) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocateFrom(ValueLayout.JAVA_LONG, sizes);
      MemorySegment handle =
          made(
              "a description",
              to ->
                  (int)
                      DESCRIBE.invokeExact(
                          function("dnnl_memory_desc_create_with_tag"),
                          to,
                          sizes.length,
                          all,
                          F32,
                          tag));
      return owned(handle, "dnnl_memory_desc_destroy");
    }
  }

  /// Bytes that a description asks for.
  long bytes(MemorySegment description) {
    try {
      return (long) SIZE.invokeExact(function("dnnl_memory_desc_get_size"), description);
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// Whether two descriptions are of the same order.
  boolean areEqual(MemorySegment one, MemorySegment other) {
    try {
      return (int) OF_TWO.invokeExact(function("dnnl_memory_desc_equal"), one, other) != 0;
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }
}
