package jacobi.graph;

import jacobi.op.Composite;
import jacobi.op.Custom;
import jacobi.op.Fill;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.rules.Ruled;
import jacobi.rules.Rules;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Cell;
import jacobi.tensor.Engine;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Pullback;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Writes ops down instead of carrying them out.
///
/// Ops on tensors that were there before are carried out at once, for they are the same in every
/// run; what comes of them is held.
final class Capture implements Ruled {
  private final Ruled real;
  private final Map<Integer, Source> sources = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Cell, Tensor> cells = new HashMap<>();
  private final Map<Cell, Integer> written = new LinkedHashMap<>();
  private final Map<Tensor, Tensor> closedOver = new HashMap<>();
  private final List<Value> values = new ArrayList<>();
  private boolean finished;

  Capture(Ruled real) {
    this.real = real;
  }

  /// Writes a step down for arguments of these types and shapes, in the present mode. No cell
  /// changes, and nothing is computed but what depends on neither arguments nor cells.
  static Graph of(Function<List<Tensor>, List<Tensor>> step, List<Spec> arguments, Ruled engine) {
    var capture = new Capture(engine);
    List<Tensor> symbols = new ArrayList<>(arguments.size());
    for (Spec spec : arguments) {
      symbols.add(capture.source(spec, new Source.Argument(symbols.size())));
    }
    return capture.finish(Mode.on(capture, () -> step.apply(symbols)));
  }

  private Graph finish(List<Tensor> results) {
    List<Integer> out = results.stream().map(result -> place(own(result))).toList();
    finished = true;
    return new Graph(values, sources, steps, written, out);
  }

  private void requireOpen() {
    if (finished) {
      throw new CaptureException(
          "a tensor of a compiled step is used after the step was written down: return it from the"
              + " step, or keep it in a cell that is older than the step");
    }
  }

  private Tensor symbol(Spec spec) {
    values.add(Value.dense(spec));
    return new Tensor(this, new Symbol(spec.dtype(), values.size() - 1), spec.shape().layout());
  }

  private Tensor source(Spec spec, Source source) {
    requireOpen();
    Tensor symbol = symbol(spec);
    sources.put(place(symbol), source);
    return symbol;
  }

  private static int place(Tensor symbol) {
    return ((Symbol) symbol.handle()).place;
  }

  private static List<Integer> places(Tensor... symbols) {
    return List.of(symbols).stream().map(Capture::place).toList();
  }

  /// The symbol of a tensor that may be from outside.
  private Tensor own(Tensor x) {
    if (x.engine() == this) {
      return x;
    }
    if (x.handle() instanceof Symbol) {
      throw new CaptureException(
          "a tensor of another compiled step, %s, is used: return it from there"
              .formatted(x.spec()));
    }
    return closedOver.computeIfAbsent(x, _ -> Node.adopt(closed(x), x));
  }

  private Tensor closed(Tensor x) {
    Tensor symbol = source(x.spec(), new Source.ClosedOver(State.of(x)));
    values.set(place(symbol), new Value(x.dtype(), x.layout()));
    return symbol;
  }

  @Override
  public Rules rules() {
    return real.rules();
  }

  @Override
  public Tensor[] applyAll(Op op, Tensor... in) {
    requireOpen();
    if (op instanceof Custom custom) {
      rules().require(custom);
    }
    Tensor[] operands = new Tensor[in.length];
    List<Spec> specs = new ArrayList<>(in.length);
    boolean recordable = false;
    for (int i = 0; i < in.length; i++) {
      operands[i] = own(in[i]);
      specs.add(in[i].spec());
      recordable |= in[i].node() != null;
    }
    List<Spec> results = op.infer(specs);
    recordable &= Mode.current().isRecording();
    if (recordable && op instanceof Composite composite && !rules().hasRule(composite)) {
      return rules().decompose(composite, operands);
    }
    Tensor[] out = results.stream().map(this::symbol).toArray(Tensor[]::new);
    if (recordable) {
      Pullback pullback = rules().pullback(op, operands, out);
      if (pullback == null) {
        return rules().decompose((Composite) op, operands);
      }
      Node.record(op, operands, out, pullback);
    }
    steps.add(new Step.Apply(op, places(operands), places(out)));
    return out;
  }

  @Override
  public Tensor input(Spec spec, Supplier<MemorySegment> elements) {
    return source(spec, new Source.Input(spec, elements));
  }

  @Override
  public Tensor read(Cell cell, Tensor held) {
    requireOpen();
    Tensor known = cells.get(cell);
    if (known == null) {
      known = Node.adopt(source(held.spec(), new Source.Held(cell)), held);
      cells.put(cell, known);
    }
    return known;
  }

  @Override
  public boolean write(Cell cell, Tensor next) {
    Tensor symbol = own(next);
    cells.put(cell, symbol);
    written.put(cell, place(symbol));
    return true;
  }

  @Override
  public Tensor constant(DType dtype, Number value) {
    return apply(Fill.Full.of(dtype, Shape.SCALAR, value));
  }

  @Override
  public Tensor upload(Spec spec, MemorySegment elements) {
    return real.upload(spec, elements);
  }

  @Override
  public void download(Tensor dense, MemorySegment elements) {
    throw new CaptureException(
        "%s is read at %s, but has no value while the step is written down: return it and read it"
                .formatted(dense.spec(), Caller.line())
            + " outside");
  }

  @Override
  public Tensor assemble(Spec result, Number fill, List<Piece> pieces) {
    requireOpen();
    Tensor[] in = pieces.stream().map(piece -> own(piece.source())).toArray(Tensor[]::new);
    List<Layout> into = pieces.stream().map(Piece::into).toList();
    Tensor out = symbol(result);
    steps.add(new Step.Assemble(result, fill, places(in), into, List.of(place(out))));
    return out;
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
  public boolean wraps(Engine other) {
    return real.equals(other);
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
