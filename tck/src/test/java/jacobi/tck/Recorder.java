package jacobi.tck;

import jacobi.op.Composite;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.rules.Rules;
import jacobi.tensor.Cell;
import jacobi.tensor.Engine;
import jacobi.tensor.Handle;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// An engine that writes ops down, and runs them again and again on another: the least there is to
/// a compiled step.
final class Recorder implements Engine {
  /// The values that were uploaded while writing down: the same in every run.
  final List<Tensor> baked = new ArrayList<>();

  /// The ops, in their order.
  final List<Call> calls = new ArrayList<>();

  private final Engine real;
  private final Map<Handle, Supplier<Tensor>> sources = new LinkedHashMap<>();
  private final Map<Cell, Tensor> held = new IdentityHashMap<>();
  private final Map<Cell, Handle> written = new LinkedHashMap<>();

  /// An op, what it was applied to and what it made.
  record Call(Op op, List<Handle> in, List<Handle> out) {}

  /// A value that is not known yet.
  private static final class Symbol extends Handle {
    Symbol(DType dtype) {
      super(dtype);
    }

    @Override
    protected boolean isTracked() {
      return false;
    }

    @Override
    protected void release() {}
  }

  Recorder(Engine real) {
    this.real = real;
  }

  /// Runs what was written down, then sets the cells.
  void run() {
    Map<Handle, Tensor> values = new IdentityHashMap<>();
    sources.forEach((symbol, source) -> values.put(symbol, source.get().detach()));
    for (Call call : calls) {
      Tensor[] in = call.in.stream().map(values::get).toArray(Tensor[]::new);
      Tensor[] out = in.length == 0 ? one(real.apply(call.op)) : real.applyAll(call.op, in);
      for (int i = 0; i < out.length; i++) {
        values.put(call.out.get(i), out[i]);
      }
    }
    written.forEach((cell, symbol) -> cell.set(values.get(symbol)));
  }

  private static Tensor[] one(Tensor x) {
    return new Tensor[] {x};
  }

  private Tensor symbol(Spec spec) {
    return new Tensor(this, new Symbol(spec.dtype()), spec.shape().layout());
  }

  private Tensor source(Spec spec, Supplier<Tensor> value) {
    Tensor symbol = symbol(spec);
    sources.put(symbol.handle(), value);
    return symbol;
  }

  @Override
  public Tensor[] applyAll(Op op, Tensor... in) {
    Tensor[] operands = in.clone();
    boolean recordable = false;
    for (int i = 0; i < in.length; i++) {
      Tensor outside = in[i];
      operands[i] = outside.engine() == this ? outside : source(outside.spec(), () -> outside);
      recordable |= in[i].node() != null;
    }
    Tensor[] out =
        op.infer(List.of(operands).stream().map(Tensor::spec).toList()).stream()
            .map(this::symbol)
            .toArray(Tensor[]::new);
    if (recordable && Mode.current().isRecording()) {
      Pullback pullback = Rules.STANDARD.pullback(op, operands, out);
      if (pullback == null) {
        return Rules.STANDARD.decompose((Composite) op, operands);
      }
      Node.record(op, operands, out, pullback);
    }
    Function<Tensor[], List<Handle>> handles =
        x -> List.of(x).stream().map(Tensor::handle).toList();
    calls.add(new Call(op, handles.apply(operands), handles.apply(out)));
    return out;
  }

  @Override
  public Tensor input(Spec spec, Supplier<MemorySegment> elements) {
    return source(spec, () -> real.input(spec, elements));
  }

  @Override
  public Tensor read(Cell cell, Tensor now) {
    return held.computeIfAbsent(
        cell,
        _ -> {
          Tensor symbol = source(now.spec(), cell::get);
          return now.node() == null ? symbol : symbol.watch();
        });
  }

  @Override
  public boolean write(Cell cell, Tensor next) {
    held.put(cell, next);
    written.put(cell, next.handle());
    return true;
  }

  @Override
  public Tensor constant(DType dtype, Number value) {
    return source(new Spec(dtype, Shape.SCALAR), () -> real.constant(dtype, value));
  }

  @Override
  public Tensor upload(Spec spec, MemorySegment elements) {
    Tensor value = real.upload(spec, elements);
    baked.add(value);
    return source(spec, () -> value);
  }

  @Override
  public void download(Tensor dense, MemorySegment elements) {
    throw new UnsupportedOperationException("read while the step is written down");
  }

  @Override
  public Tensor assemble(Spec result, Number fill, List<Piece> pieces) {
    throw new UnsupportedOperationException("decomposed while the step is written down");
  }

  @Override
  public String device() {
    return real.device();
  }

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public Tensor apply(Op op) {
    return applyAll(op)[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a) {
    return applyAll(op, a)[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b) {
    return applyAll(op, a, b)[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b, Tensor c) {
    return applyAll(op, a, b, c)[0];
  }
}
