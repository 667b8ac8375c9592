package jacobi.tensor;

import jacobi.op.Copy;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Layout;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An immutable array of numbers on a device.
///
/// Ops never change a tensor; they return new ones, and views share memory. What a tensor can do is
/// spread over its interfaces by kind: [Arithmetic], [Reductions], [Statistics], [Movement],
/// [Indexing], [Neural], [Normalizing], [Sequences], [Losses], [LabelLosses], [MarginLosses],
/// [Spatial], [Resampling], [Scans], [Selections], [Blocks], [Products]. Reading ([#toFloats],
/// [#item]) is the only thing that waits for the device.
///
/// ```java
/// var x = tensor(new float[] {1, 2, 3}).watch();
/// gradients(x.square().sum()).of(x); // [2, 4, 6]
/// ```
///
/// Tensors compare by identity.
public final class Tensor
    implements Arithmetic,
        Reductions,
        Statistics,
        Movement,
        Indexing,
        Neural,
        Normalizing,
        Sequences,
        Losses,
        LabelLosses,
        MarginLosses,
        Spatial,
        Resampling,
        Scans,
        Selections,
        Blocks,
        Products {
  private final Engine engine;
  private final Handle handle;
  private final Layout layout;
  private @Nullable Node node;
  private int output;

  /// A tensor of an engine; applications use the factories of `jacobi.Jacobi`.
  public Tensor(Engine engine, Handle handle, Layout layout) {
    this.engine = engine;
    this.handle = handle;
    this.layout = layout;
  }

  /// The shape.
  public Shape shape() {
    return layout.shape();
  }

  /// The size of an axis; negative axes count from the end.
  public long size(int axis) {
    return layout.shape().size(axis);
  }

  /// The number of axes.
  public int rank() {
    return layout.shape().rank();
  }

  /// The type of the elements.
  public DType dtype() {
    return handle.dtype();
  }

  /// Element type and shape.
  public Spec spec() {
    return new Spec(dtype(), shape());
  }

  /// Where the elements lie in the memory behind [#handle].
  public Layout layout() {
    return layout;
  }

  /// The engine that computes with this tensor.
  public Engine engine() {
    return engine;
  }

  /// The memory behind this tensor, for its engine.
  public Handle handle() {
    return handle;
  }

  /// How this tensor came to be, if that is recorded.
  public @Nullable Node node() {
    return node;
  }

  /// Which of its node's results this is.
  public int output() {
    return output;
  }

  void attach(Node origin, int index) {
    node = origin;
    output = index;
  }

  /// This value as a leaf that gradients can be asked for. A tensor whose origin is recorded is
  /// returned as it is.
  ///
  /// @throws DTypeException if the elements are no floats
  public Tensor watch() {
    if (node != null) {
      return this;
    }
    if (!dtype().isFloat()) {
      throw new DTypeException(
          "only floats have gradients, this is %s: cast(F32)".formatted(spec()));
    }
    var leaf = new Tensor(engine, handle, layout);
    leaf.attach(Node.leaf(leaf.spec()), 0);
    return leaf;
  }

  /// The same value, forgetting how it came to be.
  public Tensor detach() {
    return node == null ? this : new Tensor(engine, handle, layout);
  }

  /// The same elements in another type, as Java casts.
  public Tensor cast(DType to) {
    return to == dtype() ? this : engine.apply(new Copy.Cast(to), this);
  }

  /// The same elements in dense row-major order; this tensor if they are already.
  public Tensor contiguous() {
    return layout.isContiguous() ? this : engine.apply(Copy.Plain.COPY, this);
  }

  /// A number as a scalar of this tensor's type and device.
  ///
  /// @throws DTypeException if an integer type cannot hold it
  public Tensor scalar(Number value) {
    return engine.constant(dtype(), value);
  }

  /// The results of an op with several.
  public static List<Tensor> all(Op op, Tensor... in) {
    return List.of(in[0].engine.applyAll(op, in));
  }

  /// The one element.
  ///
  /// @throws ShapeException if there is not exactly one
  public double item() {
    if (shape().elements() != 1) {
      throw new ShapeException("item() wants one element, this is " + shape());
    }
    HostBuffer element = HostBuffer.of(dtype(), 1);
    engine.download(contiguous(), element.segment());
    return element.asDouble(0);
  }

  /// The elements in row-major order, copied.
  ///
  /// @throws DTypeException unless the type is F32
  public float[] toFloats() {
    float[] values = new float[count(DType.F32)];
    engine.download(contiguous(), MemorySegment.ofArray(values));
    return values;
  }

  /// The elements in row-major order, copied.
  ///
  /// @throws DTypeException unless the type is F64
  public double[] toDoubles() {
    double[] values = new double[count(DType.F64)];
    engine.download(contiguous(), MemorySegment.ofArray(values));
    return values;
  }

  /// The elements in row-major order, copied.
  ///
  /// @throws DTypeException unless the type is I64
  public long[] toLongs() {
    long[] values = new long[count(DType.I64)];
    engine.download(contiguous(), MemorySegment.ofArray(values));
    return values;
  }

  /// The elements in row-major order, copied.
  ///
  /// @throws DTypeException unless the type is I32
  public int[] toInts() {
    int[] values = new int[count(DType.I32)];
    engine.download(contiguous(), MemorySegment.ofArray(values));
    return values;
  }

  /// The elements in row-major order, copied.
  ///
  /// @throws DTypeException unless the type is BOOL
  public boolean[] toBooleans() {
    byte[] bytes = new byte[count(DType.BOOL)];
    engine.download(contiguous(), MemorySegment.ofArray(bytes));
    boolean[] values = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] != 0;
    }
    return values;
  }

  private int count(DType wanted) {
    if (dtype() != wanted) {
      throw new DTypeException("this is %s: cast(%s) before reading it".formatted(spec(), wanted));
    }
    if (shape().elements() > Integer.MAX_VALUE - 8L) {
      throw new ShapeException("%s does not fit a Java array: read slices".formatted(shape()));
    }
    return (int) shape().elements();
  }

  /// Gives the memory back now instead of at the end of the scope. Later use is an error; views
  /// share the memory.
  public void close() {
    handle.close();
  }

  @Override
  public String toString() {
    return Text.of(this);
  }
}
